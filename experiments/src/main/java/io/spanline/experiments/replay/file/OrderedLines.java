package io.spanline.experiments.replay.file;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Lines as they were answered, brought into the order of their intended times. The file is read
 * twice: first for the earliest time of each block and all after it, then a line is handed on once
 * no later block holds an earlier one. In memory are the lines that wait for an earlier one, at
 * most those sent within one time-out (60 s: 120 000 lines at 2 000/s), and 8 bytes per block.
 */
final class OrderedLines {
  private static final int BLOCK = 1_024;

  private final Path file;

  OrderedLines(Path file) {
    this.file = file;
  }

  /** Takes lines. */
  @FunctionalInterface
  interface Each {
    void line(ReplayLine line) throws IOException;
  }

  /** Hands every line on. */
  void forEach(Each each) throws IOException {
    List<Long> earliest = earliest();
    PriorityQueue<ReplayLine> waiting = new PriorityQueue<>(ReplayLine.ORDER);
    try (ReplayLines lines = ReplayLines.of(file)) {
      for (ReplayLine line = lines.next(); line != null; line = lines.next()) {
        waiting.add(line);
        if (lines.number() % BLOCK == 0) {
          handOn(waiting, earliest.get((int) (lines.number() / BLOCK)), each);
        }
      }
    }
    handOn(waiting, Long.MAX_VALUE, each);
  }

  private static void handOn(PriorityQueue<ReplayLine> waiting, long before, Each each)
      throws IOException {
    for (ReplayLine line = waiting.peek();
        line != null && line.moments().intended() < before;
        line = waiting.peek()) {
      waiting.poll();
      each.line(line);
    }
  }

  /** The earliest intended time in each block and all behind it, and a last that is never. */
  private List<Long> earliest() throws IOException {
    List<Long> blocks = new ArrayList<>();
    try (ReplayLines lines = ReplayLines.of(file)) {
      for (ReplayLine line = lines.next(); line != null; line = lines.next()) {
        int block = (int) ((lines.number() - 1) / BLOCK);
        long intended = line.moments().intended();
        if (block == blocks.size()) {
          blocks.add(intended);
        } else {
          blocks.set(block, Math.min(blocks.get(block), intended));
        }
      }
    }
    blocks.add(Long.MAX_VALUE);
    for (int i = blocks.size() - 2; i >= 0; i--) {
      blocks.set(i, Math.min(blocks.get(i), blocks.get(i + 1)));
    }
    return blocks;
  }
}
