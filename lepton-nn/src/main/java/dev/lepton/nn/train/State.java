package dev.lepton.nn.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where a training is, apart from its tensors: what a checkpoint must know to go on.
final class State {

    int epoch; // whole ones that are done
    int batch; // of the epoch after them
    long step;
    double lossSum; // of this epoch
    double lossWeight;
    double share; // of the training, from 0 to 1
    double bestScore = Double.NaN;
    int bestEpoch;
    int epochsSinceBest;
    double plateauBest = Double.NaN;
    double plateauFactor = 1;
    int epochsSincePlateau;
    Precision precision = Precision.FLOAT32;
    final List<Point> curve = new ArrayList<>();

    double meanLoss() {
        return lossWeight == 0 ? Double.NaN : lossSum / lossWeight;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(epoch);
        out.writeInt(batch);
        out.writeLong(step);
        for (double value : new double[] {lossSum, lossWeight, share, bestScore, plateauBest, plateauFactor}) {
            out.writeDouble(value);
        }
        out.writeInt(bestEpoch);
        out.writeInt(epochsSinceBest);
        out.writeInt(epochsSincePlateau);
        out.writeUTF(precision.name());
        out.writeInt(curve.size());
        for (Point point : curve) {
            out.writeInt(point.epoch());
            out.writeInt(point.epochs());
            out.writeLong(point.step());
            for (double value : new double[] {
                point.loss(),
                point.validLoss(),
                point.score(),
                point.learningRate(),
                point.samplesPerSecond(),
                point.secondsLeft()
            }) {
                out.writeDouble(value);
            }
        }
    }

    static State read(DataInputStream in) throws IOException {
        State state = new State();
        state.epoch = in.readInt();
        state.batch = in.readInt();
        state.step = in.readLong();
        state.lossSum = in.readDouble();
        state.lossWeight = in.readDouble();
        state.share = in.readDouble();
        state.bestScore = in.readDouble();
        state.plateauBest = in.readDouble();
        state.plateauFactor = in.readDouble();
        state.bestEpoch = in.readInt();
        state.epochsSinceBest = in.readInt();
        state.epochsSincePlateau = in.readInt();
        state.precision = Precision.valueOf(in.readUTF());
        int points = in.readInt();
        for (int i = 0; i < points; i++) {
            state.curve.add(new Point(
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    true,
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble()));
        }
        return state;
    }
}
