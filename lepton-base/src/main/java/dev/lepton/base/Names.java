package dev.lepton.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Names that people type, and what they probably meant.
public final class Names {

    private Names() {}

    /// The known name with the smallest edit distance to `typed`, ignoring case, where it is close enough to
    /// be meant: at most a third of the letters differ.
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String lower = typed.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, typed.length() / 3);
        return known.stream()
                .map(name -> new Candidate(name, distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance <= limit)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /// `Did you mean "x"?` with a leading space, or the list of what is known where nothing is near.
    public static String hint(String typed, Collection<String> known) {
        return nearest(typed, known)
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElseGet(() -> known.isEmpty()
                        ? ""
                        : " Known: "
                                + String.join(", ", known.stream().limit(20).toList())
                                + (known.size() > 20 ? ", and " + (known.size() - 20) + " more." : "."));
    }

    private record Candidate(String name, int distance) {}

    /// Edits of single letters and swaps of two neighbours that make one text of the other (optimal string
    /// alignment), in three rows.
    private static int distance(String left, String right) {
        int[] beforeThat = new int[right.length() + 1];
        int[] before = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            current[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] free = beforeThat;
            beforeThat = before;
            before = current;
            current = free;
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(before[j], current[j - 1]) + 1, before[j - 1] + change);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], beforeThat[j - 2] + 1);
                }
            }
        }
        return current[right.length()];
    }
}
