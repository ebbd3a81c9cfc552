package dev.lepton.nn.layer;

import java.util.List;

/// Looks the code of each category column up in a table of the column's own; columns lie one after the
/// other in the output, `[columns]` of ids in and `[columns · size]` out.
///
/// Parameter: `weight` `[codes of all columns, size]`, the first column's codes first.
///
/// @param codes how many each column has
/// @param size numbers for each column
public record CodeEmbedding(List<Integer> codes, int size) implements Tabular {

    public CodeEmbedding {
        codes = List.copyOf(codes);
        Misfits.require(
                !codes.isEmpty() && codes.stream().allMatch(count -> count > 0),
                "Every column that is embedded needs at least one code, but there are " + codes + ".");
        Misfits.requirePositive("The size of an embedding", size);
    }

    /// The rows of the table before those of each column.
    public long[] offsets() {
        long[] offsets = new long[codes.size()];
        for (int column = 1; column < offsets.length; column++) {
            offsets[column] = offsets[column - 1] + codes.get(column - 1);
        }
        return offsets;
    }

    @Override
    public Signal output(Signal input) {
        Misfits.require(
                input.equals(Signal.ids(codes.size())),
                "ids of " + codes.size() + " columns are expected, but " + input + " comes");
        return Signal.reals((long) codes.size() * size);
    }

    @Override
    public List<Parameter> parameters(Signal input) {
        int rows = codes.stream().mapToInt(Integer::intValue).sum();
        return List.of(Parameter.trained("weight", new Initial.Normal(1 / Math.sqrt(size)), rows, size));
    }

    @Override
    public String describe() {
        return "codeEmbedding(" + codes.size() + " columns, " + size + ")";
    }
}
