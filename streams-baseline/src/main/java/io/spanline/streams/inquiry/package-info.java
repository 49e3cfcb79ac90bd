/**
 * Questions of the REST interface to tasks that run on other threads: {@code TaskInquiries} asks
 * the {@code TaskDesk} of each task, where they wait for the task's own thread and its {@code
 * TaskSurvey}.
 */
@NullMarked
package io.spanline.streams.inquiry;

import org.jspecify.annotations.NullMarked;
