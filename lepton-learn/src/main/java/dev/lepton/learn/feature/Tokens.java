package dev.lepton.learn.feature;

import java.util.ArrayList;
import java.util.List;

/// Text in lower case, cut into words or characters exactly as the graph's own operators do it: case is
/// folded code point by code point, and a word is a longest run of letters, numbers and underscores. An
/// accent that stands as a code point of its own ends a word.
///
/// The tables of Unicode may differ by the few code points that the newest version added, so a word that
/// holds one of these can be cut differently by another machine.
final class Tokens {

    /// Words, in the syntax of RE2.
    static final String WORD = "[\\p{L}\\p{N}_]+";

    private Tokens() {}

    /// The code points in lower case.
    static int[] characters(String text) {
        return text.codePoints().map(Character::toLowerCase).toArray();
    }

    static List<String> words(int[] characters) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= characters.length; i++) {
            boolean inside = i < characters.length && isWord(characters[i]);
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                words.add(new String(characters, start, i - start));
                start = -1;
            }
        }
        return words;
    }

    private static boolean isWord(int codePoint) {
        return codePoint == '_'
                || switch (Character.getType(codePoint)) {
                    case Character.UPPERCASE_LETTER,
                            Character.LOWERCASE_LETTER,
                            Character.TITLECASE_LETTER,
                            Character.MODIFIER_LETTER,
                            Character.OTHER_LETTER,
                            Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }
}
