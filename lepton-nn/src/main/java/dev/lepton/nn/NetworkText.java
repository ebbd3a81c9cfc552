package dev.lepton.nn;

import dev.lepton.base.ErrorCode;
import dev.lepton.base.LeptonException;
import dev.lepton.base.Names;
import dev.lepton.nn.layer.Layer;
import dev.lepton.nn.layer.Layers;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads layers that are written as in Java: `conv2d(32, 3).same().batchNorm().relu()`.
///
/// A layer starts with a method of [Layers] and goes on with methods of the layer that it has become; arguments
/// are numbers and layers. What can be called is found in the classes themselves, so that every layer can be
/// written as soon as it exists.
final class NetworkText {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");

    private final String text;
    private int place;

    private NetworkText(String text) {
        this.text = text;
    }

    /// @throws LeptonException with `INVALID_ARGUMENT` that says at which column what is wrong
    static Layer layer(String text) {
        NetworkText reader = new NetworkText(text);
        Layer layer = reader.expression();
        if (reader.peek() != 0) {
            throw reader.wrong("nothing more is expected here");
        }
        return layer;
    }

    private Layer expression() {
        Layer layer = call(null);
        while (peek() == '.') {
            place++;
            layer = call(layer);
        }
        return layer;
    }

    /// One call with its arguments, of [Layers] where there is no layer yet.
    private Layer call(@Nullable Layer target) {
        int start = place;
        String name = name();
        expect('(');
        List<Object> arguments = new ArrayList<>();
        while (peek() != ')') {
            if (!arguments.isEmpty()) {
                expect(',');
            }
            arguments.add(argument());
        }
        expect(')');
        List<Method> methods = methods(target == null ? Layers.class : target.getClass(), target == null);
        List<Method> named =
                methods.stream().filter(method -> method.getName().equals(name)).toList();
        if (named.isEmpty()) {
            place = start;
            SortedSet<String> known =
                    methods.stream().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
            throw wrong("there is no \"" + name + "\"." + Names.hint(name, known));
        }
        for (Method method : named) {
            Optional<Object[]> fitting = fitting(method, arguments);
            if (fitting.isPresent()) {
                return called(method, target, fitting.get(), start);
            }
        }
        place = start;
        throw wrong("\"" + name + "\" does not take these arguments; write "
                + named.stream().map(NetworkText::form).collect(Collectors.joining(" or ")));
    }

    /// Methods that make a layer.
    private static List<Method> methods(Class<?> type, boolean fixed) {
        return Stream.of(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) == fixed)
                .filter(method -> Layer.class.isAssignableFrom(method.getReturnType()) && !method.isBridge())
                .sorted(Comparator.comparing(Method::toString)) // the JVM's own order may change
                .toList();
    }

    private Layer called(Method method, @Nullable Layer target, Object[] arguments, int start) {
        try {
            return (Layer) method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof LeptonException refused) {
                place = start;
                throw wrong(refused.getMessage());
            }
            throw new LeptonException(ErrorCode.INTERNAL, method + " failed: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new LeptonException(ErrorCode.INTERNAL, method + " cannot be called.", e);
        }
    }

    /// The arguments as the method takes them, or nothing where it takes others.
    private static Optional<Object[]> fitting(Method method, List<Object> arguments) {
        Class<?>[] types = method.getParameterTypes();
        int fixed = method.isVarArgs() ? types.length - 1 : types.length;
        if (arguments.size() < fixed || (arguments.size() > fixed && !method.isVarArgs())) {
            return Optional.empty();
        }
        Object[] values = new Object[types.length];
        for (int i = 0; i < fixed; i++) {
            Optional<Object> value = fitting(types[i], arguments.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.get();
        }
        if (method.isVarArgs()) {
            Class<?> type = types[fixed].getComponentType();
            Object rest = Array.newInstance(type, arguments.size() - fixed);
            for (int i = fixed; i < arguments.size(); i++) {
                Optional<Object> value = fitting(type, arguments.get(i));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                Array.set(rest, i - fixed, value.get());
            }
            values[fixed] = rest;
        }
        return Optional.of(values);
    }

    private static Optional<Object> fitting(Class<?> type, Object argument) {
        if (argument instanceof Double number) {
            if (type == double.class) {
                return Optional.of(number);
            }
            boolean whole = number == number.intValue();
            return (type == int.class || type == Integer.class) && whole
                    ? Optional.of(number.intValue())
                    : Optional.empty();
        }
        return type.isInstance(argument) ? Optional.of(argument) : Optional.empty();
    }

    /// `conv2d(channels, kernel)`.
    private static String form(Method method) {
        return method.getName()
                + Stream.of(method.getParameters())
                        .map(parameter -> parameter.getName() + (parameter.isVarArgs() ? "..." : ""))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private Object argument() {
        char next = peek();
        return next == '-' || Character.isDigit(next) ? (Object) number() : expression();
    }

    private double number() {
        Matcher matcher = NUMBER.matcher(text).region(place, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("a number is expected here");
        }
        place = matcher.end();
        return Double.parseDouble(matcher.group());
    }

    private String name() {
        peek();
        int start = place;
        while (place < text.length() && Character.isJavaIdentifierPart(text.charAt(place))) {
            place++;
        }
        if (start == place) {
            throw wrong("the name of a layer is expected here");
        }
        return text.substring(start, place);
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong("\"" + wanted + "\" is expected here");
        }
        place++;
    }

    /// The next character that is no space, or 0 at the end.
    private char peek() {
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
        return place < text.length() ? text.charAt(place) : 0;
    }

    private LeptonException wrong(String problem) {
        return new LeptonException(
                ErrorCode.INVALID_ARGUMENT,
                "The layer \"" + text + "\", column " + (place + 1) + ": " + problem
                        + (problem.endsWith(".") || problem.endsWith("?") ? "" : "."));
    }
}
