package io.spanline.services.kit;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** The JSON body of an answer that is not a success (RFC 9457). */
public record ShopProblem(String type, String title, int status, String detail) {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem that has no page of its own: title and status say the same. */
  public static ShopProblem of(HttpStatus status, String detail) {
    return of(status.getCode(), detail);
  }

  static ShopProblem of(int status, String detail) {
    return new ShopProblem(
        "about:blank", HttpStatus.forStatus(status).getMessage(), status, detail);
  }

  /** Makes this the answer to the request. */
  void answer(Context request) {
    request.status(status).json(this).contentType(MEDIA_TYPE);
  }
}
