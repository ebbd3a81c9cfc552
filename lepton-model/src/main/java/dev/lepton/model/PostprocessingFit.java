package dev.lepton.model;

import dev.lepton.base.Seed;

/// Calibration and decision learnt together, crosswise and from all rows.
final class PostprocessingFit {

    private final Metric metric;
    private final Labels truth;
    private final Probabilities answers;
    private final Weights weights;
    private final Seed seed;
    private final CrossParts parts;

    PostprocessingFit(Metric metric, Labels truth, Probabilities answers, Weights weights, Seed seed) {
        this.metric = metric;
        this.truth = truth;
        this.answers = answers;
        this.weights = weights;
        this.seed = seed.child("postprocessing");
        this.parts = CrossParts.of(truth.size(), answers.classes(), this.seed);
    }

    Postprocessing.Fitted run(boolean calibrates) {
        CalibrationWay way = calibrates
                ? new CalibrationChoice(truth, answers, weights, metric).best(parts)
                : (known, shares, counts) -> Calibration.none();
        Postprocessing all = learnt(way, parts.learnt());
        int width = answers.classes();
        double[] crossed = new double[truth.size() * width];
        int[] decided = new int[truth.size()];
        for (int part = 0; part < CrossParts.COUNT; part++) {
            int[] judged = parts.judged(part);
            Postprocessing beside = learnt(way, parts.learntBeside(part));
            Probabilities found = beside.calibration().apply(answers.select(judged));
            double[] cells = found.toArray();
            for (int i = 0; i < judged.length; i++) {
                System.arraycopy(cells, i * width, crossed, judged[i] * width, width);
                decided[judged[i]] = beside.decision().label(found, i);
            }
        }
        return better(all, Probabilities.of(crossed, width), Labels.of(decided));
    }

    private Postprocessing.Fitted better(Postprocessing all, Probabilities crossed, Labels decided) {
        Decision plain = Postprocessing.NONE.decision();
        boolean isTuned = !all.decision().equals(plain)
                && metric.isBetter(
                        metric.score(truth, Decision.sure(decided, crossed.classes()), weights),
                        metric.score(truth, crossed, weights));
        return isTuned
                ? new Postprocessing.Fitted(all, crossed, decided)
                : new Postprocessing.Fitted(
                        new Postprocessing(all.calibration(), plain), crossed, plain.labels(crossed));
    }

    private Postprocessing learnt(CalibrationWay way, int[] rows) {
        Labels known = truth.select(rows);
        Weights counts = weights.select(rows);
        Calibration calibration = way.learn(known, answers.select(rows), counts);
        Decision decision = metric instanceof ClassMetric ofClasses
                ? DecisionTuning.tuned(ofClasses, known, calibration.apply(answers.select(rows)), counts, seed)
                : Postprocessing.NONE.decision();
        return new Postprocessing(calibration, decision);
    }
}
