package dev.lepton.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lepton.base.Bytes;
import dev.lepton.base.Seed;
import dev.lepton.model.Examples;
import dev.lepton.model.Task;
import dev.lepton.model.Values;
import dev.lepton.model.Weights;
import dev.lepton.table.Column;
import dev.lepton.table.NumberColumn;
import dev.lepton.table.Table;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int ROWS = 100_000;
    private static final Examples EXAMPLES = examples();

    private static Room room(String memory, int most) {
        return Room.of(Optional.of(Bytes.parse(memory)), EXAMPLES, 5, most);
    }

    @Test
    void withoutABoundEverythingHasRoom() {
        Room room = Room.of(Optional.empty(), EXAMPLES, 5, 4);

        assertThat(room.abreast()).isEqualTo(4);
        assertThat(room.rows()).isEmpty();
        assertThat(room.notes()).isEmpty();
    }

    @Test
    void muchMemoryIsSharedByAllThatFitsAtATime() {
        Room room = room("8g", 4);

        assertThat(room.abreast()).isEqualTo(4);
        assertThat(room.notes()).isEmpty();
        assertThat(4 * room.worker().count()).isLessThan(Bytes.parse("8g").count());
    }

    @Test
    void lessMemoryFitsFewerFoldsAtATime() {
        Room room = room("1g", 4);

        assertThat(room.abreast()).isEqualTo(2);
        assertThat(room.rows()).isEmpty();
        assertThat(room.notes()).singleElement().asString().contains("2 of 5 folds", "1.0 GB");
        assertThat(2 * room.worker().count()).isLessThan(Bytes.parse("1g").count());
    }

    @Test
    void whereOneFoldHasNoRoomASampleOfItIsLearntFrom() {
        Room room = room("520m", 4);

        assertThat(room.abreast()).isEqualTo(1);
        assertThat(room.rows().orElseThrow()).isPositive().isLessThan(ROWS);
        assertThat(room.notes()).hasSize(2).anyMatch(note -> note.contains("rows of a fold"));
        assertThat(room("540m", 4).rows())
                .satisfies(more ->
                        assertThat(more.orElse(ROWS)).isGreaterThan(room.rows().getAsInt()));
    }

    @Test
    void aMemoryThatHardlyDoesIsToldSo() {
        Room room = room("100m", 4);

        assertThat(room.worker()).isEqualTo(Bytes.parse("240m"));
        assertThat(room.rows()).isNotEqualTo(OptionalInt.empty());
        assertThat(room.notes()).anyMatch(note -> note.contains("will hardly do"));
    }

    /// A hundred thousand rows of 50 numbers; they need not differ.
    private static Examples examples() {
        NumberColumn column = NumberColumn.of(new Seed(1).random().doubles(ROWS).toArray());
        LinkedHashMap<String, Column> columns = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            columns.put("x" + i, column);
        }
        return new Examples(
                Task.Regression.SQUARED, Table.of(columns), Values.of(new double[ROWS]), Weights.uniform(ROWS));
    }
}
