package io.spanline.services.kit;

import io.javalin.http.HttpStatus;

/** Ends a request with a problem; expected, so it carries no stack trace. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(HttpStatus status, String detail) {
    super(detail, null, false, false);
    this.problem = Problem.of(status, detail);
  }

  /** What the caller is told. */
  public Problem problem() {
    return problem;
  }
}
