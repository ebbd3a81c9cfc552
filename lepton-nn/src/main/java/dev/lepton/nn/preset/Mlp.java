package dev.lepton.nn.preset;

import dev.lepton.nn.Network;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Layers;
import java.util.ArrayList;
import java.util.List;

/// Dense layers with ReLU between them, over `[features]`.
public final class Mlp {

    private Mlp() {}

    /// @param outputs logits of classes, or one number
    /// @param widths of the hidden layers in order
    public static Network of(int outputs, int... widths) {
        return of(outputs, 0, widths);
    }

    /// @param dropout rate after every hidden layer
    public static Network of(int outputs, double dropout, int... widths) {
        List<Layer> layers = new ArrayList<>();
        for (int width : widths) {
            Layer hidden = Layers.dense(width).relu();
            layers.add(dropout > 0 ? hidden.dropout(dropout) : hidden);
        }
        layers.add(Layers.dense(outputs));
        return Network.of(layers.toArray(Layer[]::new));
    }
}
