package io.spanline.services.kit;

import io.javalin.http.HttpStatus;

/** Ends a request with a problem; expected, so it carries no stack trace. */
public final class ShopProblemException extends RuntimeException {

  private final transient ShopProblem problem;

  public ShopProblemException(HttpStatus status, String detail) {
    super(detail, null, false, false);
    this.problem = ShopProblem.of(status, detail);
  }

  public ShopProblem problem() {
    return problem;
  }
}
