package dev.lepton.bench;

import dev.lepton.base.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Further splits of a public table, because one split of a hundred rows proves little: the rows of both files
/// are put together and drawn anew.
///
/// A numbered split has as many rows for training as the published one, which is number 0.
record SeededSplits(Path work) {

    PublicSet split(PublicSet set, int number) throws IOException {
        if (number == 0) {
            return set;
        }
        Records records = Records.of(set);
        List<String> all = records.shuffled(new Seed(number).child("split").child(set.name()));
        return write(
                set,
                String.valueOf(number),
                records.header,
                all.subList(0, records.train),
                all.subList(records.train, all.size()));
    }

    /// One of several folds of all rows of a set, drawn at random and equal in size but for one row: its rows
    /// are the test, all others are for training.
    ///
    /// @param fold from 0
    PublicSet fold(PublicSet set, int fold, int folds) throws IOException {
        Records records = Records.of(set);
        List<String> all = records.shuffled(new Seed(folds).child("folds").child(set.name()));
        List<String> train = new ArrayList<>();
        List<String> test = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            (i % folds == fold ? test : train).add(all.get(i));
        }
        return write(set, "fold" + fold + "of" + folds, records.header, train, test);
    }

    private PublicSet write(PublicSet set, String name, String header, List<String> train, List<String> test)
            throws IOException {
        Path folder = Files.createDirectories(work.resolve(set.name() + "-" + name));
        write(folder.resolve("train.csv"), header, train);
        write(folder.resolve("test.csv"), header, test);
        return new PublicSet(folder, set.name(), set.task(), set.target(), set.rows());
    }

    /// @param all of both files, those for training first
    /// @param train how many those are
    private record Records(String header, List<String> all, int train) {

        static Records of(PublicSet set) throws IOException {
            List<String> all = records(Files.readString(set.train()));
            List<String> test = records(Files.readString(set.test()));
            String header = all.removeFirst();
            int train = all.size();
            all.addAll(test.subList(1, test.size()));
            return new Records(header, List.copyOf(all), train);
        }

        List<String> shuffled(Seed seed) {
            List<String> rows = new ArrayList<>(all);
            RandomGenerator random = seed.random();
            for (int i = rows.size() - 1; i > 0; i--) {
                Collections.swap(rows, i, random.nextInt(i + 1));
            }
            return rows;
        }
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
