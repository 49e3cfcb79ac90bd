package io.spanline.experiments.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.DamagedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What changed between two replays of the same requests, request by request: the response time,
 * from when a request was to be sent, and whether it failed. A request that failed on a side counts
 * among errors and has no time. As a {@link Comparison}, it calls equal replays worse at most twice
 * in a hundred.
 *
 * @param sentences up to three, in words
 * @param word of the figures that decide together: the worst of them
 * @param decides the names of the services whose figures decide: those with most pairs
 * @param level of the intervals of all other figures
 * @param pairs requests that both replays sent
 * @param leftOut requests that only one of them has, or did not send
 * @param subjects services, each with its operations
 * @param flips answers that differ, most first
 */
public record Pairs(
    List<String> sentences,
    Word word,
    List<String> decides,
    double level,
    long pairs,
    @JsonProperty("left_out") long leftOut,
    List<Subject> subjects,
    List<Flip> flips) {
  public Pairs {
    sentences = List.copyOf(sentences);
    decides = List.copyOf(decides);
    subjects = List.copyOf(subjects);
    flips = List.copyOf(flips);
  }

  /**
   * Compares two replays' files.
   *
   * @throws DamagedFileException naming the first line that is none
   */
  public static Pairs of(Path one, Path other, Limits limits) throws IOException {
    PairedReplays replays = PairedReplays.of(one, other);
    PairJudgement judgement = new PairJudgement(replays, limits);
    List<Subject> subjects = judgement.subjects();
    return new Pairs(
        subjects.isEmpty()
            ? List.of("The two replays have no request in common.")
            : Sentences.of(subjects),
        judgement.word(),
        judgement.decides(),
        judgement.level(),
        replays.pairs().size(),
        replays.leftOut(),
        subjects,
        Flip.of(replays));
  }

  /** Its figures alone. */
  public Comparison comparison() {
    return new Comparison(sentences, word, decides, level, true, subjects);
  }

  /** Whether anything is not as it was. */
  public boolean moved() {
    return comparison().moved();
  }

  /** Whether a figure has that word. */
  public boolean has(Word wanted) {
    return comparison().has(wanted);
  }
}
