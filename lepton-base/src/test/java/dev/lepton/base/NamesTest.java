package dev.lepton.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final List<String> KNOWN = List.of("age", "workclass", "education", "income");

    @Test
    void aSlipOfTheFingersIsRecognised() {
        assertThat(Names.nearest("incmoe", KNOWN)).contains("income");
        assertThat(Names.nearest("Age", KNOWN)).contains("age");
        assertThat(Names.hint("educaton", KNOWN)).isEqualTo(" Did you mean \"education\"?");
    }

    @Test
    void whatIsFarFromEveryNameIsAnsweredWithAllNames() {
        assertThat(Names.nearest("salary", KNOWN)).isEmpty();
        assertThat(Names.hint("salary", KNOWN)).isEqualTo(" Known: age, workclass, education, income.");
    }
}
