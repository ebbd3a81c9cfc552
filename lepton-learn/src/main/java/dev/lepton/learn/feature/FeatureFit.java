package dev.lepton.learn.feature;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Seed;
import dev.lepton.learn.feature.FeatureOptions.Coding;
import dev.lepton.model.Examples;
import dev.lepton.table.CategoryColumn;
import dev.lepton.table.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One fit of [Features]: sorts the columns by how they are coded and makes a block of each sort.
final class FeatureFit {

    private final FeatureOptions options;
    private final Examples train;
    private final TargetStatistics statistics;

    private final List<String> numbers = new ArrayList<>();
    private final List<String> timestamps = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<CodeBlock.Source> coded = new ArrayList<>();
    private final List<OneHotBlock.Source> oneHot = new ArrayList<>();
    private final List<StatisticsBlock.Source> looked = new ArrayList<>();
    private final List<float[]> trainStatistics = new ArrayList<>(); // [feature of `looked`][row]

    FeatureFit(FeatureOptions options, Examples train, Seed seed) {
        this.options = options;
        this.train = train;
        this.statistics = TargetStatistics.of(options.categories(), train, seed.child("target statistics"));
    }

    Features.Fitted run() {
        for (Field field : train.inputs().schema().fields()) {
            sort(field);
        }
        List<Block> blocks = blocks();
        Features features = new Features(train.inputs().schema(), blocks);
        FeatureMatrix matrix = features.transform(train.inputs());
        int first = 0;
        for (Block block : blocks) {
            if (block instanceof StatisticsBlock) {
                overwrite(matrix, first);
            }
            first += block.features().size();
        }
        return new Features.Fitted(features, matrix);
    }

    private void sort(Field field) {
        switch (field.kind()) {
            case NUMBER, FLAG -> numbers.add(field.name());
            case TIMESTAMP -> timestamps.add(field.name());
            case CATEGORY -> sort(field.name(), train.inputs().column(field.name(), CategoryColumn.class));
            case TEXT -> texts.add(field.name());
            case ENCODED ->
                throw new LeptonException(
                        ErrorCode.UNSUPPORTED,
                        "Column \"" + field.name() + "\" holds encoded files (images, audio), of which no features for"
                                + " this learner can be made; drop the column, or use a net.");
        }
    }

    private void sort(String input, CategoryColumn column) {
        Levels levels = Levels.of(column, train.weights(), options.categories().maxLevels());
        Coding coding = options.categories().codingOf(levels.size());
        switch (coding) {
            case CODE -> coded.add(new CodeBlock.Source(input, levels, false));
            case ORDINAL -> coded.add(new CodeBlock.Source(input, levels, true));
            case ONE_HOT ->
                oneHot.add(OneHotBlock.Source.of(
                        input, levels, options.categories().minCount()));
            case TARGET -> addStatistics(input, levels, column);
            case CODE_AND_TARGET -> {
                coded.add(new CodeBlock.Source(input, levels, false));
                addStatistics(input, levels, column);
            }
        }
    }

    private void addStatistics(String input, Levels levels, CategoryColumn column) {
        TargetStatistics.Found found = statistics.of(input, levels, levels.codes(column));
        float[][] table = new float[found.table().length][found.features().size()];
        for (int i = 0; i < found.features().size(); i++) {
            Scale scale = scale(found.train()[i]);
            for (int row = 0; row < table.length; row++) {
                table[row][i] = (float) scale.of(found.table()[row][i]);
            }
            float[] rows = new float[train.size()];
            for (int row = 0; row < rows.length; row++) {
                rows[row] = (float) scale.of(found.train()[i][row]);
            }
            trainStatistics.add(rows);
        }
        looked.add(new StatisticsBlock.Source(input, levels, found.features(), table));
    }

    private record Scale(double mean, double factor) {

        double of(double value) {
            return (value - mean) * factor;
        }
    }

    private Scale scale(double[] values) {
        if (!options.numbers().standardise()) {
            return new Scale(0, 1);
        }
        Moments moments = Moments.of(values, train.weights(), false);
        return new Scale(moments.mean(), moments.deviation() > 0 ? 1 / moments.deviation() : 1);
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Sample sample = new Sample(train.inputs(), train.weights());
        if (!numbers.isEmpty() || !timestamps.isEmpty()) {
            Optional<Calendar> calendar =
                    timestamps.isEmpty() ? Optional.empty() : Optional.of(Calendar.fit(timestamps, train.inputs()));
            blocks.add(NumberBlock.fit(options.numbers(), numbers, calendar, sample));
        }
        if (!coded.isEmpty()) {
            blocks.add(new CodeBlock(coded));
        }
        if (!oneHot.isEmpty()) {
            blocks.add(new OneHotBlock(oneHot));
        }
        if (!looked.isEmpty()) {
            blocks.add(new StatisticsBlock(looked));
        }
        texts.forEach(text -> blocks.add(TextBlock.fit(options, text, sample)));
        return blocks;
    }

    private void overwrite(FeatureMatrix matrix, int first) {
        for (int i = 0; i < trainStatistics.size(); i++) {
            float[] rows = trainStatistics.get(i);
            for (int row = 0; row < rows.length; row++) {
                matrix.set(row, first + i, rows[row]);
            }
        }
    }
}
