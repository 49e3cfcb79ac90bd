package io.spanline.streams.assembly;

import io.spanline.streams.store.UnusableStateException;

/** After a restart other spans are open than the account says: some would be lost or doubled. */
final class OpenSpansException extends UnusableStateException {
  OpenSpansException(int partition, long expected, long found, InputTrail trail) {
    super(
        ("partition %d must have %d spans open, has %d by its rows and offsets %d to %d of the"
                + " input; either the topic was made anew, or another release reads its spans"
                + " differently, or this is our mistake: keep state and topic for whoever looks into it")
            .formatted(
                partition,
                expected,
                found,
                Position.offset(trail.from()),
                Position.offset(trail.next())));
  }
}
