package io.spanline.statistics;

/**
 * How many calls there were; what is added to others may be of errors alone, or take back that a
 * call is unanswered.
 *
 * @param unanswered those that await an answer; a message awaits none
 */
public record CallCounts(long calls, long errors, long unanswered) {
  public static final CallCounts NONE = new CallCounts(0, 0, 0);
}
