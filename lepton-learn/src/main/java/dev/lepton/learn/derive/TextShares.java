package dev.lepton.learn.derive;

import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Value;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import dev.lepton.table.TextColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which share of a text's characters are digits, capitals, signs and spaces; missing where the text is.
///
/// The sets of characters are written out, so that they do not depend on a version of Unicode.
final class TextShares implements Step {

    /// A set of characters.
    private enum Share {
        DIGITS("0-9"),
        /// Of the Latin, Greek and Cyrillic alphabets.
        CAPITALS("A-ZÀ-ÖØ-ÞΑ-ΡΣ-ΫЀ-Я"),
        /// Of ASCII.
        SIGNS("!-/:-@\\[-`{-~"),
        SPACES(" \t\n\r");

        private final String set; // inside the brackets of a regular expression, in RE2's syntax

        Share(String set) {
            this.set = set;
        }

        boolean has(int character) {
            return switch (this) {
                case DIGITS -> character >= '0' && character <= '9';
                case CAPITALS ->
                    between(character, 'A', 'Z')
                            || between(character, 'À', 'Ö')
                            || between(character, 'Ø', 'Þ')
                            || between(character, 'Α', 'Ρ')
                            || between(character, 'Σ', 'Ϋ')
                            || between(character, 'Ѐ', 'Я');
                case SIGNS ->
                    between(character, '!', '/')
                            || between(character, ':', '@')
                            || between(character, '[', '`')
                            || between(character, '{', '~');
                case SPACES -> character == ' ' || character == '\t' || character == '\n' || character == '\r';
            };
        }

        private static boolean between(int character, char first, char last) {
            return character >= first && character <= last;
        }
    }

    private final List<String> inputs;

    /// @param inputs text columns
    TextShares(List<String> inputs) {
        this.inputs = List.copyOf(inputs);
    }

    @Override
    public List<String> reads() {
        return inputs;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (String input : inputs) {
            for (Share share : Share.values()) {
                names.add(share.name().toLowerCase(Locale.ROOT) + "(" + input + ")");
            }
        }
        return names;
    }

    @Override
    public List<Column> make(Table rows) {
        List<Column> made = new ArrayList<>();
        for (String input : inputs) {
            TextColumn texts = rows.column(input, TextColumn.class);
            double[][] shares = new double[Share.values().length][rows.rows()];
            for (int row = 0; row < rows.rows(); row++) {
                int[] characters = texts.text(row).codePoints().toArray();
                for (Share share : Share.values()) {
                    shares[share.ordinal()][row] = share(characters, share);
                }
            }
            for (double[] share : shares) {
                made.add(NumberColumn.of(share));
            }
        }
        return made;
    }

    private static double share(int[] characters, Share share) {
        double count = 0;
        for (int character : characters) {
            count += share.has(character) ? 1 : 0;
        }
        return count / characters.length; // NaN of no characters
    }

    @Override
    public List<Value> lower(GraphBuilder builder, Map<String, Value> raw) {
        GraphOps ops = builder.ops();
        List<Value> made = new ArrayList<>();
        for (String input : inputs) {
            Value texts = ops.reshape(Parts.input(raw, input), -1);
            Value characters = Parts.count(builder, builder.ml().characters(texts));
            for (Share share : Share.values()) {
                Value found = builder.ml().tokenizer(texts, "[" + share.set + "]", 1);
                made.add(ops.div(Parts.count(builder, found), characters));
            }
        }
        return made;
    }
}
