package io.spanline.rest;

import java.time.Duration;

/**
 * How long a slow caller is borne with.
 *
 * @param silence on a connection while something is awaited from the caller
 * @param body from the first byte of a body to its last
 */
record Limits(Duration silence, Duration body) {
  static final Limits USUAL = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(15));
}
