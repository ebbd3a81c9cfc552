package dev.lepton.nn.lower;

import dev.lepton.graph.Attribute;
import dev.lepton.graph.ElementType;
import dev.lepton.graph.Graph;
import dev.lepton.graph.GraphBuilder;
import dev.lepton.graph.GraphOps;
import dev.lepton.graph.Shape;
import dev.lepton.graph.Tensor;
import dev.lepton.graph.Value;
import dev.lepton.nn.layer.Seq2Seq;
import dev.lepton.nn.layer.Step;
import dev.lepton.nn.layer.Steps;
import dev.lepton.nn.layer.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// From one text to another in ONNX's operators. Greedy decoding is a loop, whose body runs the decoder over all
/// ids that were found so far and adds the next one, until every row has ended.
final class DecodingLowering {

    private final Seq2Seq leaf;
    private final Site site;

    private DecodingLowering(Seq2Seq leaf, Site site) {
        this.leaf = leaf;
        this.site = site;
    }

    static Value lower(Seq2Seq leaf, Site site) {
        return new DecodingLowering(leaf, site).lower();
    }

    private Value lower() {
        Steps<Value> steps = new Steps<>();
        List<Step> encoder = leaf.encoderSteps(site.step().inputs());
        Value memory = new LeafWalk(site.builder(), placed("encoder.", encoder), site.weights(), steps)
                .run(leaf.encoder(), List.of(site.input()))
                .getFirst();
        return site.inputs().size() == 1 ? greedy(memory, steps.of(memory)) : forced(memory, steps);
    }

    private Value forced(Value memory, Steps<Value> steps) {
        GraphBuilder builder = site.builder();
        Value target = site.inputs().getLast();
        Value first = vector(builder, 0);
        Value before = builder.node(
                "Slice",
                List.of(target, first, vector(builder, -1), vector(builder, 1)),
                Map.of(),
                ElementType.INT64,
                unknown(2));
        Value seen = builder.ops().concat(1, starts(builder, target), before);
        List<Step> decoder = placed("decoder.", leaf.decoderSteps(site.step().inputs()));
        Value logits = new LeafWalk(builder, decoder, site.weights(), steps)
                .run(leaf.decoder(), List.of(seen, memory))
                .getFirst();
        return builder.node("Identity", List.of(logits), Map.of(), ElementType.FLOAT, Lowering.batched(site.output()));
    }

    /// The id of the start for each row, `[N, 1]`.
    private Value starts(GraphBuilder builder, Value rows) {
        return filled(builder, Tensor.scalar((long) leaf.start()), ones(builder, rows));
    }

    /// The sizes `[N, 1]`.
    private static Value ones(GraphBuilder builder, Value rows) {
        return builder.ops().concat(0, TimeAxis.size(builder, rows, 0), vector(builder, 1));
    }

    /// The steps of a part with their paths in the whole net.
    private List<Step> placed(String part, List<Step> steps) {
        return steps.stream()
                .map(step -> new Step(
                        site.step().path() + "." + part + step.path(), step.leaf(), step.inputs(), step.outputs()))
                .toList();
    }

    /// The loop is built in a graph of its own and inlined, which gives what is inside of it names that nothing
    /// around it has.
    private Value greedy(Value memory, @Nullable Value count) {
        GraphBuilder part = Graph.builder("decoding");
        Value remembered = part.input("memory", memory.type(), memory.shape());
        @Nullable Value real = count == null ? null : part.input("real", count.type(), count.shape());
        part.output("logits", loop(part, remembered, real));
        Map<String, Value> bound = count == null ? Map.of("memory", memory) : Map.of("memory", memory, "real", count);
        return Objects.requireNonNull(site.builder().inline(part.build(), bound).get("logits"));
    }

    /// `[N, longest, vocabulary]`
    private Value loop(GraphBuilder part, Value memory, @Nullable Value real) {
        GraphOps ops = part.ops();
        Value starts = starts(part, memory);
        Value open = filled(part, Tensor.scalar(1f), ones(part, memory));
        List<Value> given = new ArrayList<>(List.of(
                part.constant(Tensor.scalar((long) leaf.longest())),
                part.constant(Tensor.scalar(true)),
                starts,
                open,
                memory));
        if (real != null) {
            given.add(real);
        }
        List<Value> made = new ArrayList<>();
        given.subList(2, given.size())
                .forEach(value -> made.add(
                        new Value("", value.type(), unknown(value.shape().rank()))));
        made.add(new Value("", ElementType.FLOAT, Shape.of(-1, -1, vocabulary())));
        List<Value> answers = part.nodes("", "Loop", given, Map.of("body", Attribute.of(body(memory, real))), made);
        Value logits = answers.getLast(); // [places, N, vocabulary]
        return padded(part, ops.transpose(logits, 1, 0, 2), TimeAxis.size(part, logits, 0));
    }

    private long vocabulary() {
        return site.output().size(1);
    }

    /// Zeros behind the places that the loop reached.
    private Value padded(GraphBuilder part, Value logits, Value places) {
        Value missing = part.ops().sub(vector(part, leaf.longest()), places);
        Value pads = part.ops().concat(0, vector(part, 0, 0, 0, 0), missing, vector(part, 0));
        return part.node(
                "Pad", List.of(logits, pads), Map.of(), ElementType.FLOAT, Shape.batch(leaf.longest(), vocabulary()));
    }

    /// One place: the likeliest id behind those seen, and its logits.
    private Graph body(Value memory, @Nullable Value real) {
        GraphBuilder body = Graph.builder("place");
        body.input("place", ElementType.INT64, Shape.scalar());
        body.input("going", ElementType.BOOL, Shape.scalar());
        Value seen = body.input("seen", ElementType.INT64, unknown(2));
        Value open = body.input("open", ElementType.FLOAT, Shape.of(-1, 1));
        Value remembered = body.input("memory", memory.type(), memory.shape());
        Steps<Value> steps = new Steps<>();
        @Nullable Value count = real == null ? null : body.input("real", real.type(), real.shape());
        if (count != null) {
            steps.set(remembered, count);
        }
        List<Step> decoder = placed("decoder.", leaf.decoderSteps(site.step().inputs()));
        Value all = new LeafWalk(body, decoder, site.weights(), steps)
                .run(leaf.decoder(), List.of(seen, remembered))
                .getFirst();
        GraphOps ops = body.ops();
        Value last = ops.mul(ops.gather(all, body.constant(Tensor.scalar(-1L)), 1), open);
        Value next = ops.argMax(last, 1, true);
        Value ends = ops.or(
                ops.equal(next, ops.scalarLike(next, Temporal.PADDING)),
                ops.equal(next, ops.scalarLike(next, leaf.end())));
        Value stillOpen = ops.mul(open, ops.cast(ops.not(ends), ElementType.FLOAT));
        body.output("goes on", ops.cast(ops.reduceMax(stillOpen, false, 0, 1), ElementType.BOOL));
        body.output("seen then", ops.concat(1, seen, next));
        body.output("open then", stillOpen);
        body.output("memory then", remembered);
        if (count != null) {
            body.output("real then", count);
        }
        body.output("logits", last);
        return body.build();
    }

    private static Value filled(GraphBuilder part, Tensor value, Value sizes) {
        Value constant = part.constant(value);
        return part.node("Expand", List.of(constant, sizes), Map.of(), constant.type(), Shape.of(-1, 1));
    }

    private static Value vector(GraphBuilder part, long... values) {
        return part.constant(Tensor.longs(Shape.of(values.length), values));
    }

    private static Shape unknown(int rank) {
        return Shape.of(LongStream.generate(() -> -1).limit(rank).toArray());
    }
}
