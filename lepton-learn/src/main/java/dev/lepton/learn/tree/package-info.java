/// Decision trees alone, in forests and boosted, by LightGBM and XGBoost; and models of these engines that
/// others trained.
@NullMarked
package dev.lepton.learn.tree;

import org.jspecify.annotations.NullMarked;
