package dev.lepton.data.check;

/// Whether two words are one slip apart (Damerau 1964).
final class EditDistance {

    private EditDistance() {}

    /// Whether one letter inserted, left out, exchanged, or swapped with its neighbour makes one word the
    /// other.
    static boolean atMostOne(String left, String right) {
        int start = 0;
        int shorter = Math.min(left.length(), right.length());
        while (start < shorter && left.charAt(start) == right.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && left.charAt(left.length() - 1 - end) == right.charAt(right.length() - 1 - end)) {
            end++;
        }
        int leftRest = left.length() - start - end;
        int rightRest = right.length() - start - end;
        if (leftRest <= 1 && rightRest <= 1) {
            return true;
        }
        return leftRest == 2
                && rightRest == 2
                && left.charAt(start) == right.charAt(start + 1)
                && left.charAt(start + 1) == right.charAt(start);
    }
}
