package io.spanline.cli.demo;

/**
 * The options of a demo.
 *
 * @param once stop after the check instead of staying up
 * @param verbose print how long each step took
 */
public record DemoOptions(boolean once, boolean withJaeger, boolean verbose) {}
