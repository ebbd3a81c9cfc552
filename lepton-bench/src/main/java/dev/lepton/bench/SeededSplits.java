package dev.lepton.bench;

import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Further splits of a small public table, because one split of a hundred rows proves little.
///
/// The rows of both files are put together and drawn anew, as many for training as before; split 0 is the
/// one that was published.
record SeededSplits(Path work) {

    PublicSet split(PublicSet set, int number) throws IOException {
        if (number == 0) {
            return set;
        }
        List<String> train = records(Files.readString(set.train()));
        List<String> test = records(Files.readString(set.test()));
        String header = train.removeFirst();
        test.removeFirst();
        int size = train.size();
        List<String> all = new ArrayList<>(train);
        all.addAll(test);
        RandomGenerator random =
                new Seed(number).child("split").child(set.name()).random();
        for (int i = all.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            String kept = all.get(i);
            all.set(i, all.get(j));
            all.set(j, kept);
        }
        Path folder = Files.createDirectories(work.resolve(set.name() + "-" + number));
        write(folder.resolve("train.csv"), header, all.subList(0, size));
        write(folder.resolve("test.csv"), header, all.subList(size, all.size()));
        return new PublicSet(folder, set.name(), set.task(), set.target(), set.rows());
    }

    /// The records of a CSV; a line break between quotes is part of its record.
    static List<String> records(String text) {
        List<String> records = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '\n' : text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && (!quoted || i == text.length())) {
                String record = text.substring(start, i).stripTrailing();
                if (!record.isEmpty()) {
                    records.add(record);
                }
                start = i + 1;
            }
        }
        return records;
    }

    private static void write(Path file, String header, List<String> rows) throws IOException {
        Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
    }
}
