package io.spanline.services.kit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every exception of a handler into a problem; a stack trace goes to the log only. */
final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private ProblemAnswers() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(
        ShopProblemException.class, (ended, request) -> ended.problem().answer(request));
    routes.exception(HttpResponseException.class, ProblemAnswers::answerFramework);
    routes.exception(Exception.class, ProblemAnswers::answerBug);
  }

  /** No such route, body too large: the server's own refusals. */
  private static void answerFramework(HttpResponseException refused, Context request) {
    String detail = String.valueOf(refused.getMessage());
    ShopProblem.of(refused.getStatus(), detail).answer(request);
  }

  private static void answerBug(Exception bug, Context request) {
    LOG.atError().setCause(bug).addKeyValue("path", request.path()).log("unexpected failure");
    ShopProblem.of(
            HttpStatus.INTERNAL_SERVER_ERROR, "unexpected failure, see the log of the service")
        .answer(request);
  }
}
