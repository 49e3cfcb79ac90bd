package io.spanline.statistics;

/**
 * How many requests there were; what is added to others may be of errors alone.
 *
 * @param sampled those whose span says that it is of a sample
 */
public record RequestCounts(long requests, long errors, long sampled) {
  public static final RequestCounts NONE = new RequestCounts(0, 0, 0);

  public RequestCounts and(RequestCounts more) {
    return new RequestCounts(
        requests + more.requests, errors + more.errors, sampled + more.sampled);
  }
}
