package dev.lepton.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lepton.table.ColumnKind;
import dev.lepton.table.EncodedColumn;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EncodedCellsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void filesComeAsBase64WithOrWithoutTheHeadOfADataUrl() {
        byte[] file = {1, 2, 3, -1};
        String text = Base64.getEncoder().encodeToString(file);
        Cells cells = new Cells(ColumnKind.ENCODED, 3);
        assertThat(cells.add(JSON.textNode(text))).isEmpty();
        assertThat(cells.add(JSON.nullNode())).isEmpty();
        assertThat(cells.add(JSON.textNode("data:image/png;base64," + text))).isEmpty();
        EncodedColumn column = (EncodedColumn) cells.column();
        assertThat(column.get(0)).isEqualTo(file);
        assertThat(column.isMissing(1)).isTrue();
        assertThat(column.get(2)).isEqualTo(file);
    }

    @Test
    void whatIsNoFileIsSaidAndCountsAsMissing() {
        Cells cells = new Cells(ColumnKind.ENCODED, 2);
        assertThat(cells.add(JSON.numberNode(3))).contains("3 came", "Base64");
        assertThat(cells.add(JSON.textNode("A"))).contains("Base64");
        assertThat(cells.column().missing()).isEqualTo(2);
    }
}
