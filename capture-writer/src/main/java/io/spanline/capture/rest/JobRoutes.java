package io.spanline.capture.rest;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.spanline.capture.job.Job;
import io.spanline.capture.job.JobId;
import io.spanline.capture.job.Jobs;
import io.spanline.capture.store.CaptureStore;
import io.spanline.captures.api.JobAnswer;
import io.spanline.model.Printable;
import io.spanline.rest.Problem;
import io.spanline.rest.Query;
import io.spanline.rest.Route;
import java.util.List;
import java.util.Set;

/** {@code /v1/jobs}: how far the snapshots of traces to come are, and giving one up. */
final class JobRoutes {
  private static final String PATH = "/v1/jobs";

  private final Jobs jobs;
  private final Answers answers;

  JobRoutes(Jobs jobs, CaptureStore store) {
    this.jobs = jobs;
    this.answers = new Answers(store);
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, Page.PARAMETERS, this::list),
        Route.get(PATH + "/{id}", Set.of(), this::one),
        new Route(HandlerType.DELETE, PATH + "/{id}", Set.of(), this::cancel));
  }

  private void list(Context context, Query query) {
    List<Job> all = jobs.all();
    List<JobId> ids = all.stream().map(Job::id).toList();
    Page<Job> page =
        Page.of(
            all, PATH, query, job -> job.id().text(), after -> 1 + ids.indexOf(found(after).id()));
    context.json(
        new JobAnswer.Page(page.entries().stream().map(answers::of).toList(), page.next()));
  }

  private void one(Context context, Query query) {
    context.json(answers.of(found(context.pathParam("id"))));
  }

  private void cancel(Context context, Query query) {
    Job job = found(context.pathParam("id"));
    if (!job.cancel()) {
      throw Problem.of(
          409,
          job.progress().state().isEnded()
              ? "job %s has ended; GET %s/%s says how".formatted(job.id(), PATH, job.id())
              : "too late to cancel job %s; its files are being published".formatted(job.id()));
    }
    context.json(answers.of(job));
  }

  private Job found(String text) {
    JobId id =
        JobId.parse(text)
            .orElseThrow(
                () ->
                    Problem.of(
                        400,
                        "invalid job id '%s'; expected job_ and 12 hex digits"
                            .formatted(Printable.text(text))));
    return jobs.find(id)
        .orElseThrow(
            () ->
                Problem.of(
                    404, "no job '%s'; GET %s lists the jobs there are".formatted(id, PATH)));
  }
}
