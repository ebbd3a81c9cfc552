package dev.lepton.graph;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.Problems;
import dev.lepton.graph.internal.onnx.AttributeProto;
import dev.lepton.graph.internal.onnx.FunctionProto;
import dev.lepton.graph.internal.onnx.GraphProto;
import dev.lepton.graph.internal.onnx.ModelProto;
import dev.lepton.graph.internal.onnx.NodeProto;
import dev.lepton.graph.internal.onnx.OperatorSetIdProto;
import dev.lepton.graph.internal.onnx.TrainingInfoProto;
import dev.lepton.graph.internal.onnx.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of ONNX that hold for every graph, whatever its operators; all broken ones are reported at
/// once.
///
/// Whether an operator exists and takes these inputs is not checked here: ONNX Runtime does when a session
/// is opened.
final class Verifier {

    /// Formats 1 and 2 lack opsets and are read as well; the newest is the last that `onnx-ml.proto`
    /// describes.
    private static final long NEWEST_FORMAT = 14;

    private static final int MOST_REPORTED = 100;

    private final ModelProto model;
    private final Problems problems;
    private int found;

    private Verifier(ModelProto model, String subject) {
        this.model = model;
        this.problems = new Problems(subject);
    }

    static void verify(ModelProto model, String subject) {
        Verifier verifier = new Verifier(model, subject);
        verifier.checkModel();
        verifier.problems.throwIfAny(ErrorCode.INVALID_MODEL);
    }

    private void report(String problem) {
        if (found < MOST_REPORTED) {
            problems.add(problem);
        } else if (found == MOST_REPORTED) {
            problems.add("and more of them");
        }
        found++;
    }

    private void checkModel() {
        long version = model.getIrVersion();
        if (version < 1 || version > NEWEST_FORMAT) {
            report("format version " + version + " is not known; versions 1 to " + NEWEST_FORMAT + " are");
        }
        Map<String, Long> opsets = opsets(model.getOpsetImportList());
        if (version < 3 && opsets.isEmpty()) {
            opsets.put("", 1L);
        }
        Set<String> functions = new HashSet<>();
        for (FunctionProto function : model.getFunctionsList()) {
            if (!functions.add(function.getDomain() + ":" + function.getName() + ":" + function.getOverload())) {
                report("function \"" + function.getName() + "\" is defined twice");
            }
        }
        checkGraph(model.getGraph(), null, opsets);
        model.getFunctionsList().forEach(this::checkFunction);
        for (TrainingInfoProto training : model.getTrainingInfoList()) {
            checkTraining(training, opsets);
        }
    }

    private Map<String, Long> opsets(List<OperatorSetIdProto> imports) {
        Map<String, Long> opsets = new HashMap<>();
        for (OperatorSetIdProto opset : imports) {
            String domain = domain(opset.getDomain());
            if (opset.getVersion() < 1) {
                report("the opset of " + named(domain) + " has version " + opset.getVersion());
            }
            if (opsets.put(domain, opset.getVersion()) != null) {
                report("the opset of " + named(domain) + " is imported twice");
            }
        }
        return opsets;
    }

    private static String domain(String written) {
        return written.equals("ai.onnx") ? "" : written;
    }

    private static String named(String domain) {
        return domain.isEmpty() ? "the default domain" : "domain \"" + domain + "\"";
    }

    /// The names that a graph's nodes may use: its own and those of the graphs around it.
    private record Scope(Set<String> names, @Nullable Scope outer) {
        boolean has(String name) {
            return names.contains(name) || (outer != null && outer.has(name));
        }
    }

    private void checkTraining(TrainingInfoProto training, Map<String, Long> opsets) {
        if (training.hasInitialization()) {
            checkGraph(training.getInitialization(), null, opsets);
        }
        if (training.hasAlgorithm()) {
            checkGraph(training.getAlgorithm(), inference(), opsets);
        }
    }

    /// Everything the inference graph defines, which the training algorithm may use.
    private Scope inference() {
        Scope scope = new Scope(new HashSet<>(), null);
        GraphProto graph = model.getGraph();
        graph.getInputList().forEach(input -> scope.names.add(input.getName()));
        graph.getInitializerList().forEach(tensor -> scope.names.add(tensor.getName()));
        graph.getNodeList().forEach(node -> scope.names.addAll(node.getOutputList()));
        return scope;
    }

    private void checkFunction(FunctionProto function) {
        Scope scope = new Scope(new HashSet<>(), null);
        String where = "function \"" + function.getName() + "\"";
        for (String input : function.getInputList()) {
            define(input, scope, "input of " + where);
        }
        Map<String, Long> opsets = opsets(function.getOpsetImportList());
        checkNodes(function.getNodeList(), scope, opsets);
        for (String output : function.getOutputList()) {
            if (!scope.has(output)) {
                report("output \"" + output + "\" of " + where + " is made by no node");
            }
        }
    }

    private void checkGraph(GraphProto graph, @Nullable Scope outer, Map<String, Long> opsets) {
        Scope scope = new Scope(new HashSet<>(), outer);
        Declarations declarations = new Declarations(this::report);
        for (ValueInfoProto input : graph.getInputList()) {
            define(input.getName(), scope, "input");
            declarations.add(input, "input");
        }
        checkConstants(graph, scope, declarations);
        checkNodes(graph.getNodeList(), scope, opsets);
        for (ValueInfoProto output : graph.getOutputList()) {
            declarations.add(output, "output");
            if (!scope.has(output.getName())) {
                report("output \"" + output.getName() + "\" is made by no node");
            }
        }
        Set<String> outputs = new HashSet<>();
        for (ValueInfoProto output : graph.getOutputList()) {
            if (!outputs.add(output.getName())) {
                report("output \"" + output.getName() + "\" is listed twice");
            }
        }
        graph.getValueInfoList().forEach(value -> declarations.add(value, "value"));
    }

    private void checkConstants(GraphProto graph, Scope scope, Declarations declarations) {
        Set<String> inputs = new HashSet<>();
        graph.getInputList().forEach(input -> inputs.add(input.getName()));
        Set<String> constants = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> {
            String where = "constant \"" + tensor.getName() + "\"";
            TensorRules.check(tensor, where, this::report);
            declarations.add(tensor);
            defineConstant(tensor.getName(), inputs, constants, scope);
        });
        graph.getSparseInitializerList().forEach(sparse -> {
            String name = sparse.getValues().getName();
            TensorRules.check(sparse, "sparse constant \"" + name + "\"", this::report);
            defineConstant(name, inputs, constants, scope);
        });
    }

    /// A constant may bear the name of an input, whose default value it then is.
    private void defineConstant(String name, Set<String> inputs, Set<String> constants, Scope scope) {
        if (!constants.add(name)) {
            report("constant \"" + name + "\" is defined twice");
        } else if (!inputs.contains(name)) {
            define(name, scope, "constant");
        }
    }

    private void define(String name, Scope scope, String kind) {
        if (name.isEmpty()) {
            report("an " + kind + " has no name");
        } else if (!scope.names.add(name)) {
            report("the name \"" + name + "\" is given twice, the second time to an " + kind);
        }
    }

    private void checkNodes(List<NodeProto> nodes, Scope scope, Map<String, Long> opsets) {
        Map<String, Integer> makers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).getOutputList()) {
                makers.putIfAbsent(output, i);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            NodeProto node = nodes.get(i);
            String where = where(node, i);
            checkOperator(node, where, opsets);
            for (String input : node.getInputList()) {
                if (!input.isEmpty() && !scope.has(input)) {
                    report(where + " uses \"" + input + "\", "
                            + (makers.containsKey(input) ? "which only a later node makes" : "which nothing defines"));
                }
            }
            checkAttributes(node, where, scope, opsets);
            for (String output : node.getOutputList()) {
                if (!output.isEmpty() && !scope.names.add(output)) {
                    report(where + " makes \"" + output + "\", a name that is already given");
                }
            }
        }
    }

    private static String where(NodeProto node, int index) {
        return "node " + index + " (" + node.getOpType()
                + (node.getName().isEmpty() ? "" : " \"" + node.getName() + "\"") + ")";
    }

    private void checkOperator(NodeProto node, String where, Map<String, Long> opsets) {
        if (node.getOpType().isEmpty()) {
            report(where + " names no operator");
        }
        String domain = domain(node.getDomain());
        if (!opsets.containsKey(domain)) {
            report(where + " belongs to " + named(domain) + ", of which no opset is imported");
        }
    }

    private void checkAttributes(NodeProto node, String where, Scope scope, Map<String, Long> opsets) {
        Set<String> names = new HashSet<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            String place = where + ", attribute \"" + attribute.getName() + "\"";
            if (attribute.getName().isEmpty() || !names.add(attribute.getName())) {
                report(place + " has no name of its own");
            }
            if (attribute.hasT()) {
                TensorRules.check(attribute.getT(), place, this::report);
            }
            attribute.getTensorsList().forEach(tensor -> TensorRules.check(tensor, place, this::report));
            if (attribute.hasSparseTensor()) {
                TensorRules.check(attribute.getSparseTensor(), place, this::report);
            }
            if (attribute.hasG()) {
                checkGraph(attribute.getG(), scope, opsets);
            }
            attribute.getGraphsList().forEach(graph -> checkGraph(graph, scope, opsets));
        }
    }
}
