package dev.lepton.learn.tree;

import dev.lepton.graph.Graph;
import dev.lepton.learn.feature.Features;
import dev.lepton.learn.rules.TreeRules;
import dev.lepton.learn.tree.internal.LightGbmText;
import dev.lepton.model.Model;
import dev.lepton.model.NativeText;
import dev.lepton.model.Predictions;
import dev.lepton.model.Readable;
import dev.lepton.model.Task;
import dev.lepton.table.Schema;
import dev.lepton.table.Table;
import java.nio.charset.StandardCharsets;

/// A forest of one tree per output, which a person can read as rules.
///
/// @param features of the forest
record RuleTree(ForestModel forest, Features features) implements Model, NativeText, Readable {

    @Override
    public Task task() {
        return forest.task();
    }

    @Override
    public Schema inputs() {
        return forest.inputs();
    }

    @Override
    public Predictions predict(Table rows) {
        return forest.predict(rows);
    }

    @Override
    public Graph toGraph() {
        return forest.toGraph();
    }

    @Override
    public String nativeFormat() {
        return forest.nativeFormat();
    }

    @Override
    public byte[] nativeBytes() {
        return forest.nativeBytes();
    }

    @Override
    public int rules() {
        return written().rules();
    }

    @Override
    public String text() {
        return written().text();
    }

    private TreeRules written() {
        String text = new String(forest.nativeBytes(), StandardCharsets.UTF_8);
        return new TreeRules(
                forest.task(), features, LightGbmText.parse(text).toTrees().trees());
    }
}
