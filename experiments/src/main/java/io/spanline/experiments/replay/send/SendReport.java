package io.spanline.experiments.replay.send;

import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run. Histograms are in nanoseconds; those of response and service hold the whole
 * answers, that of lateness every request that was sent.
 *
 * @param began when the first request was due
 * @param lastAnswer when the last answer, or error, was there
 * @param planned requests of the plan
 * @param sent of them, late ones too
 * @param late sent more than 10 ms after their time
 * @param dropped not sent, since too many were without an answer
 * @param redirects answers that point elsewhere, which nobody followed
 * @param errors requests without an answer, by why; those dropped are not among them
 * @param details what the HTTP client said of the first error of each kind
 * @param lateness handed over − intended
 * @param response done − intended
 * @param service done − handed over
 * @param whyAnswersDiffer if more than 5 % of the first answers of all routes are of another status
 *     class than the captured ones; null if not, if nobody asked, or if one route ended the run
 */
public record SendReport(
    Instant began,
    Instant lastAnswer,
    long planned,
    long sent,
    long late,
    long dropped,
    long redirects,
    SortedMap<String, Long> errors,
    SortedMap<String, String> details,
    SortedMap<Integer, Long> statuses,
    Histogram lateness,
    Histogram response,
    Histogram service,
    @Nullable String whyAnswersDiffer,
    End end) {
  private static final double MOST_LATE = 0.01;
  private static final double MOST_DROPPED = 0.001;

  public SendReport {
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
  }

  /** Why the times say more of the generator than of the target; null if they hold. */
  public @Nullable String whyNotHeld() {
    double lateShare = share(late, sent);
    double droppedShare = share(dropped, sent + dropped);
    if (lateShare <= MOST_LATE && droppedShare <= MOST_DROPPED) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "the generator could not keep up: %d of %d requests late by more than 10 ms (%.2f %%, at"
            + " most 1 %%), %d dropped (%.2f %%, at most 0.1 %%)",
        late,
        sent,
        lateShare * 100,
        dropped,
        droppedShare * 100);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
