package dev.lepton.nn.internal.torch;

import dev.lepton.nn.layer.Seq2Seq;
import dev.lepton.nn.layer.Steps;
import dev.lepton.nn.layer.Temporal;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// From a text to another by libtorch, with teacher forcing or greedily.
final class Decoding {

    private final Seq2Seq leaf;
    private final LayerTensors own;
    private final Pass pass;
    private final Steps<Tensor> steps = new Steps<>();

    Decoding(Seq2Seq leaf, LayerTensors own, Pass pass) {
        this.leaf = leaf;
        this.own = own;
        this.pass = pass;
    }

    /// @param inputs sources `[examples, source]`, and targets `[examples, steps]` where they are forced
    Tensor compute(List<Tensor> inputs) {
        Tensor memory = memory(inputs.getFirst());
        if (inputs.size() == 1) {
            return greedy(inputs.getFirst(), memory);
        }
        Tensor target = inputs.getLast();
        Tensor before = target.narrow(1, 0, target.size(1) - 1);
        return decoded(torch.cat(new TensorVector(starts(target), before), 1), memory);
    }

    private Tensor memory(Tensor source) {
        return new LeafWalk(path -> own.under("encoder." + path + "."), steps, pass)
                .run(leaf.encoder(), List.of(source))
                .getFirst();
    }

    private Tensor decoded(Tensor seen, Tensor memory) {
        return new LeafWalk(path -> own.under("decoder." + path + "."), steps, pass)
                .run(leaf.decoder(), List.of(seen, memory))
                .getFirst();
    }

    private Tensor starts(Tensor ids) {
        return torch.full(new long[] {ids.size(0), 1}, new Scalar(leaf.start()), ids.options());
    }

    private Tensor greedy(Tensor source, Tensor memory) {
        PointerScope outer = PointerScope.getInnerScope();
        Tensor seen = starts(source);
        Tensor open = torch.ones(new long[] {memory.size(0), 1}, memory.options());
        List<Tensor> logits = new ArrayList<>();
        boolean going = true;
        while (going && logits.size() < leaf.longest()) {
            // A scope of its own for each place: together they would hold the square of the text's length.
            try (PointerScope place = new PointerScope()) {
                Tensor last = decoded(seen, memory).select(1, -1).mul(open);
                Tensor next = last.argmax(new LongOptional(1), true);
                Tensor goesOn = next.ne(new Scalar(Temporal.PADDING)).logical_and(next.ne(new Scalar(leaf.end())));
                open = kept(open.mul(goesOn), place, outer);
                seen = kept(torch.cat(new TensorVector(seen, next), 1), place, outer);
                logits.add(kept(last, place, outer));
                going = open.any().item_bool();
            }
        }
        Tensor answered = torch.stack(new TensorVector(logits.toArray(Tensor[]::new)), 1);
        return torch.constant_pad_nd(answered, 0, 0, 0, (long) leaf.longest() - logits.size());
    }

    /// A tensor that outlives its scope.
    private static Tensor kept(Tensor tensor, PointerScope from, PointerScope to) {
        to.attach(tensor); // first: a tensor that no scope holds is freed
        from.detach(tensor);
        return tensor;
    }
}
