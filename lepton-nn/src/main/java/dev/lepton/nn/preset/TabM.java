package dev.lepton.nn.preset;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.FadingDropout;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Layers;
import dev.lepton.nn.layer.MemberDense;
import dev.lepton.nn.layer.Members;
import dev.lepton.nn.layer.PiecewiseLinear;
import java.util.ArrayList;
import java.util.List;

/// TabM-mini with piecewise-linear embeddings (Gorishniy, Kotelnikov, Babenko 2024): an ensemble of
/// perceptrons in one, which differ by how they weight the features at first and by their last layers,
/// and share the others.
///
/// The net answers `[members, outputs]`; the answer of the ensemble is the mean of its members'
/// answers.
///
/// @param members how many perceptrons
/// @param layers hidden ones
/// @param width units of each
/// @param bins of each quantity at most
/// @param size numbers that each quantity becomes
/// @param codeSize numbers that each code of a category becomes
public record TabM(int members, int layers, int width, double dropout, int bins, int size, int codeSize) {

    /// The published defaults.
    public static final TabM DEFAULTS = new TabM(32, 2, 512, 0.1, 48, 16, 16);

    /// @param outputs numbers that answer one row
    public Network network(TableShape table, int outputs) {
        List<Layer> all = new ArrayList<>();
        all.add(table.features(new PiecewiseLinear(bins, size), codeSize));
        all.add(new Members(members));
        for (int i = 0; i < layers; i++) {
            all.add(Layers.dense(width).relu().then(new FadingDropout(dropout)));
        }
        all.add(new MemberDense(outputs));
        return Network.of(all.toArray(Layer[]::new));
    }
}
