package dev.lepton.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lepton.base.LeptonException;
import dev.lepton.graph.internal.onnx.ModelProto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every model of ONNX's own test suite is read, verified and written back.
class FixtureModelsTest {

    private static final int MODELS = 1951;

    private static Path archive;

    @BeforeAll
    static void findArchive() {
        assumeTrue(
                Fixtures.archive().isPresent(),
                "onnx-backend-test-data.tar.gz lies not beside the data folder that LEPTON_DATA names");
        archive = Fixtures.archive().orElseThrow();
    }

    @Test
    void everyModelIsReadVerifiedAndWrittenBackWithoutLoss() {
        Map<String, String> failures = new TreeMap<>();
        AtomicInteger count = new AtomicInteger();
        Fixtures.forEachModel(archive, (name, bytes) -> {
            count.incrementAndGet();
            try {
                byte[] written = Graph.read(bytes).toBytes();
                if (!ModelProto.parseFrom(written).equals(ModelProto.parseFrom(bytes))) {
                    failures.put(name, "changed");
                }
            } catch (LeptonException | InvalidProtocolBufferException e) {
                failures.put(name, String.valueOf(e.getMessage()));
            }
        });
        assertThat(failures).isEmpty();
        assertThat(count).hasValue(MODELS);
    }

    @Test
    void attributesSurviveTranslation() {
        List<String> changed = new ArrayList<>();
        Fixtures.forEachModel(archive, (name, bytes) -> {
            for (Node node : Graph.read(bytes).nodes()) {
                node.proto().getAttributeList().forEach(proto -> {
                    var bare = proto.toBuilder().clearDocString().build();
                    if (!Attributes.write(proto.getName(), Attributes.read(proto))
                            .equals(bare)) {
                        changed.add(name + ": " + node + ": " + proto.getName());
                    }
                });
            }
        });
        assertThat(changed).isEmpty();
    }

    /// The rest need operators, types or opsets that ONNX Runtime 1.29 lacks.
    @Test
    void nineOfTenModelsOpenAndTheOthersAreRefusedWithAReason() {
        AtomicInteger opened = new AtomicInteger();
        Fixtures.forEachModel(archive, (name, bytes) -> {
            try (Session session = Session.open(bytes, SessionOptions.DEFAULTS)) {
                assertThat(session.outputs()).as(name).isNotEmpty();
                opened.incrementAndGet();
            } catch (LeptonException e) {
                assertThat(e).as(name).hasMessageStartingWith("ONNX Runtime cannot run the graph: ");
            }
        });
        assertThat(opened.get()).isGreaterThanOrEqualTo(1_750);
    }
}
