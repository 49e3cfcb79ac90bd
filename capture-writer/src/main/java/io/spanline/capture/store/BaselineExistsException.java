package io.spanline.capture.store;

import io.spanline.captures.BaselineName;

/** A baseline that is there and must not be replaced. */
public final class BaselineExistsException extends RuntimeException {
  BaselineExistsException(BaselineName name) {
    super(
        "baseline '%s' exists; send \"replace\": true or another name in \"baseline\""
            .formatted(name));
  }
}
