package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongCommandLineTest {

    /// Opens a session in a process of its own.
    static final class Opener {

        private Opener() {}

        public static void main(String[] args) {
            GraphBuilder builder = Graph.builder("double");
            Value x = builder.input("x", ElementType.DOUBLE, Shape.batch(1));
            builder.output("y", builder.ops().add(x, x));
            try (Session session = Session.open(builder.build(), SessionOptions.DEFAULTS)) {
                System.exit(session.outputs().size() == 1 ? 42 : 1);
            }
        }
    }

    @Test
    void aLongCommandLineDoesNotEndTheProcess() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path") + ":/nowhere".repeat(3_000);
        Process process = new ProcessBuilder(
                        List.of(java, "--enable-native-access=ALL-UNNAMED", "-cp", classPath, Opener.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isEqualTo(42);
    }
}
