package dev.lepton.table;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The ordered fields of a table, each name once.
public final class Schema {

    private final List<Field> fields;
    private final Map<String, Integer> positions;

    public Schema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        Map<String, Integer> positions = HashMap.newHashMap(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).name();
            if (positions.put(name, i) != null) {
                throw new LeptonException(
                        ErrorCode.INVALID_DATA, "Two columns are named \"" + name + "\"; rename one of them.");
            }
        }
        this.positions = Map.copyOf(positions);
    }

    public List<Field> fields() {
        return fields;
    }

    public int size() {
        return fields.size();
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    public boolean contains(String name) {
        return positions.containsKey(name);
    }

    /// The index of the named field.
    ///
    /// @throws LeptonException NOT_FOUND with the nearest name that there is
    public int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new LeptonException(
                    ErrorCode.NOT_FOUND, "There is no column \"" + name + "\"." + Names.hint(name, names()));
        }
        return position;
    }

    public Field field(String name) {
        return fields.get(position(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema schema && fields.equals(schema.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(fields);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
