package dev.lepton.learn.feature;

import java.util.Arrays;
import java.util.List;

/// A tree of the known n-grams over symbols that are numbers, to count them all in one pass.
///
/// Its edges lie in one open hash table, because boxed keys would take most of the time.
final class GramTrie {

    private static final long EMPTY = -1;

    private final long[] edges; // [slot], node << 32 | symbol
    private final int[] targets; // [slot], the node that the edge leads to
    private final int[] columns; // [node], the n-gram's column, or -1
    private final int longest;
    private int nodes = 1;

    /// @param grams each as symbols of zero or more; column `i` is the `i`-th
    GramTrie(List<int[]> grams) {
        int edgeCount = grams.stream().mapToInt(gram -> gram.length).sum();
        this.edges = new long[Integer.highestOneBit(Math.max(edgeCount, 1)) * 4];
        this.targets = new int[edges.length];
        this.columns = new int[edgeCount + 1];
        this.longest = grams.stream().mapToInt(gram -> gram.length).max().orElse(0);
        Arrays.fill(edges, EMPTY);
        Arrays.fill(columns, -1);
        for (int column = 0; column < grams.size(); column++) {
            insert(grams.get(column), column);
        }
    }

    private void insert(int[] gram, int column) {
        int node = 0;
        for (int symbol : gram) {
            long edge = edge(node, symbol);
            int slot = slot(edge);
            if (edges[slot] == EMPTY) {
                edges[slot] = edge;
                targets[slot] = nodes++;
            }
            node = targets[slot];
        }
        columns[node] = column;
    }

    /// Adds 1 to the count of each n-gram for each time that it occurs.
    ///
    /// @param symbols those that occur in no n-gram may be negative
    void count(int[] symbols, int[] counts) {
        for (int start = 0; start < symbols.length; start++) {
            int end = Math.min(symbols.length, start + longest);
            int node = 0;
            for (int i = start; i < end && symbols[i] >= 0; i++) {
                long edge = edge(node, symbols[i]);
                int slot = slot(edge);
                if (edges[slot] == EMPTY) {
                    break;
                }
                node = targets[slot];
                if (columns[node] >= 0) {
                    counts[columns[node]]++;
                }
            }
        }
    }

    private static long edge(int node, int symbol) {
        return (long) node << 32 | symbol;
    }

    /// Where the edge is, or the free slot where it would be.
    private int slot(long edge) {
        long mixed = edge * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (edges.length - 1);
        while (edges[slot] != EMPTY && edges[slot] != edge) {
            slot = (slot + 1) & (edges.length - 1);
        }
        return slot;
    }
}
