package io.spanline.services.kit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JSON body of an answer that is not a success (RFC 9457). */
public record ShopProblem(String type, String title, int status, String detail) {

  private static final Logger LOG = LoggerFactory.getLogger(ShopProblem.class);

  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem that has no page of its own: title and status say the same. */
  public static ShopProblem of(HttpStatus status, String detail) {
    return of(status.getCode(), detail);
  }

  static ShopProblem of(int status, String detail) {
    return new ShopProblem(
        "about:blank", HttpStatus.forStatus(status).getMessage(), status, detail);
  }

  void answer(Context request) {
    request.status(status).json(this).contentType(MEDIA_TYPE);
  }

  /** Turns every exception of a handler into a problem; a stack trace goes to the log only. */
  static void answerFailures(RoutesConfig routes) {
    routes.exception(
        ShopProblemException.class, (ended, request) -> ended.problem().answer(request));
    routes.exception(HttpResponseException.class, ShopProblem::answerFramework);
    routes.exception(Exception.class, ShopProblem::answerBug);
  }

  /** No such route, body too large: the server's own refusals. */
  private static void answerFramework(HttpResponseException refused, Context request) {
    String detail = String.valueOf(refused.getMessage());
    of(refused.getStatus(), detail).answer(request);
  }

  private static void answerBug(Exception bug, Context request) {
    LOG.atError().setCause(bug).addKeyValue("path", request.path()).log("unexpected failure");
    of(HttpStatus.INTERNAL_SERVER_ERROR, "unexpected failure, see the log of the service")
        .answer(request);
  }
}
