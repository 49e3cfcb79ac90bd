package io.spanline.rest;

import java.time.Duration;

/**
 * Timeouts for slow callers.
 *
 * @param silence on a connection while the server waits for the caller
 * @param body from the first byte of a body to its last
 */
record Limits(Duration silence, Duration body) {
  static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(15));
}
