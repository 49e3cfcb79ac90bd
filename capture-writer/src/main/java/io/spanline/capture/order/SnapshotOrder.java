package io.spanline.capture.order;

import io.spanline.capture.redaction.CleanText;
import io.spanline.captures.BaselineName;
import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The order of one snapshot: checked, with its range fixed.
 *
 * @param baseline name of the one to compute; null for a capture alone
 * @param request the key that the caller may repeat the request by; null if it gave none
 * @param range of the starts of the traces; if the selection has a limit, the widest that it may
 *     become: the capture's own holds no more than the traces that are taken
 */
public record SnapshotOrder(
    @Nullable BaselineName baseline,
    ExistingBaseline existing,
    @Nullable String label,
    Manifest.@Nullable Request request,
    TimeRange range,
    Selection selection) {

  /**
   * This order as a manifest may show it: its texts are the caller's, and cleaned as a span's are,
   * so that what matched them in the topic matches in the capture.
   */
  public SnapshotOrder shown() {
    String text = label;
    Selection.Filter where = selection.where();
    String service = where.service();
    String operation = where.operation();
    return new SnapshotOrder(
        baseline,
        existing,
        text == null ? null : CleanText.of(text),
        request,
        range,
        new Selection(
            selection.limit(),
            new Selection.Filter(
                service == null ? null : CleanText.ofName(service),
                operation == null ? null : CleanText.ofName(operation),
                where.outcome(),
                where.error(),
                where.traceIdPrefix()),
            selection.replay()));
  }

  /** This order with another range. */
  public SnapshotOrder within(TimeRange other) {
    return new SnapshotOrder(baseline, existing, label, request, other, selection);
  }
}
