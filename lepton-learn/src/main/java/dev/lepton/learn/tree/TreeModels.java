package dev.lepton.learn.tree;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.model.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Tree models that other programs trained and saved: LightGBM as text or dumped as JSON, XGBoost as JSON
/// or UBJSON.
///
/// What such a file does not hold is made up plainly: classes are named `0`, `1` and so on, and features
/// without names `Column_0` (LightGBM) or `f0` (XGBoost). `multiclassova` answers are divided by their sum.
public final class TreeModels {

    private static final int HEAD = 4_096;

    private TreeModels() {}

    /// Reads a model, recognised by its content.
    ///
    /// @throws LeptonException NOT_FOUND where there is no such file; UNSUPPORTED for formats that say how
    ///     to convert them: XGBoost's old binary one, and pickles; INVALID_MODEL for anything else
    public static Model read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new LeptonException(ErrorCode.NOT_FOUND, "There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new LeptonException(ErrorCode.INVALID_MODEL, "The file " + file + " cannot be read: " + e, e);
        } catch (LeptonException e) {
            throw new LeptonException(e.code(), file + ": " + e.getMessage(), e);
        }
    }

    /// As [#read(Path)].
    public static Model read(byte[] model) {
        String head = new String(model, 0, Math.min(HEAD, model.length), StandardCharsets.ISO_8859_1);
        if (head.startsWith("tree\n") || head.startsWith("tree\r\n")) {
            return LightGbmImport.read(new String(model, StandardCharsets.UTF_8));
        }
        if (isPickle(head)) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "This is a Python pickle, which can run any code when it is read, so it is not. Save the model in its"
                            + " own format instead: model.booster_.save_model(\"model.txt\") for LightGBM,"
                            + " model.save_model(\"model.json\") for XGBoost; convert models of scikit-learn to ONNX with"
                            + " skl2onnx.");
        }
        if (head.startsWith("{")) {
            return isLightGbmDump(head) ? LightGbmImport.read(LightGbmDump.toText(model)) : XgBoostImport.read(model);
        }
        if (head.startsWith("binf") || head.matches("(?s).*(gbtree|gblinear|dart).*")) {
            throw new LeptonException(
                    ErrorCode.UNSUPPORTED,
                    "This is XGBoost's old binary format, which XGBoost 3.1 no longer reads. Load it with XGBoost 3.0 or"
                            + " older and save it again: booster.save_model(\"model.ubj\").");
        }
        throw new LeptonException(
                ErrorCode.INVALID_MODEL,
                "This is no tree model in a known format: LightGBM text or JSON, XGBoost JSON or UBJSON.");
    }

    private static boolean isLightGbmDump(String head) {
        return head.contains("\"num_tree_per_iteration\"") || head.contains("\"feature_infos\"");
    }

    /// Pickle's binary protocols begin with 0x80 and a small version, its text protocol by naming a
    /// function.
    private static boolean isPickle(String head) {
        return head.length() > 2
                && (head.charAt(0) == 0x80 && head.charAt(1) <= 5
                        || head.startsWith("ccopy_reg\n")
                        || head.startsWith("c__builtin__\n")
                        || head.startsWith("(i")
                        || head.startsWith("PK\u0003\u0004") && head.contains("pkl"));
    }
}
