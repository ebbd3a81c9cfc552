package dev.lepton.bench;

import dev.lepton.base.AtomicFiles;
import dev.lepton.base.Seed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// A generated CSV of mixed kinds with a target to learn: ten numbers, five categories, two flags, a
/// timestamp, a short text and the target `fraud`. Five per cent of the numbers and categories are missing.
final class LargeTable {

    private static final String[] WORDS = {
        "refund",
        "late",
        "card",
        "transfer",
        "online",
        "branch",
        "gift",
        "travel",
        "grocery",
        "fuel",
        "rent",
        "insurance",
        "salary",
        "subscription",
        "cash",
        "deposit"
    };
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);

    private final RandomGenerator random;

    private LargeTable(RandomGenerator random) {
        this.random = random;
    }

    static void write(Path file, long rows, Seed seed) {
        LargeTable table = new LargeTable(seed.child("large-table").random());
        AtomicFiles.write(file, out -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 20);
            table.writeHeader(writer);
            for (long row = 0; row < rows; row++) {
                table.writeRow(writer);
            }
            writer.flush();
        });
    }

    private void writeHeader(BufferedWriter out) throws IOException {
        for (int i = 0; i < 10; i++) {
            out.write("amount_" + i + ",");
        }
        for (int i = 0; i < 5; i++) {
            out.write("group_" + i + ",");
        }
        out.write("member,abroad,booked_at,note,fraud\n");
    }

    private void writeRow(BufferedWriter out) throws IOException {
        double score = -2.5;
        StringBuilder line = new StringBuilder(200);
        for (int i = 0; i < 10; i++) {
            double value = random.nextGaussian() * (i + 1) + (i % 3) * 10;
            score += i < 4 ? 0.3 * Math.sin(value / (i + 1)) : 0;
            if (random.nextInt(20) > 0) {
                line.append(Math.round(value * 10_000) / 10_000.0);
            }
            line.append(',');
        }
        for (int i = 0; i < 5; i++) {
            int level = random.nextInt(5 << (2 * i));
            score += level % 7 == 0 ? 0.8 : 0;
            if (random.nextInt(20) > 0) {
                line.append("level-").append(level);
            }
            line.append(',');
        }
        boolean member = random.nextBoolean();
        boolean abroad = random.nextInt(10) == 0;
        score += (member ? -0.4 : 0.1) + (abroad ? 1.2 : 0);
        LocalDateTime at = START.plusSeconds(random.nextInt(60_000_000));
        score += at.getHour() < 5 ? 0.7 : 0;
        line.append(member)
                .append(',')
                .append(abroad)
                .append(',')
                .append(TIME.format(at))
                .append(',');
        for (int i = 0; i < 4; i++) {
            int word = random.nextInt(WORDS.length);
            score += word == 0 ? 0.5 : 0;
            line.append(i == 0 ? "" : " ").append(WORDS[word]);
        }
        boolean fraud = random.nextDouble() < 1 / (1 + Math.exp(-score));
        line.append(',').append(fraud ? "yes" : "no").append('\n');
        out.append(line);
    }
}
