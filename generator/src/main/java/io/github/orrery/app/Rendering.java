package io.github.orrery.app;

/** What comes of a package and options: an app for the cluster's scheduler, or the reason why there is none. */
public sealed interface Rendering permits RenderedApp, Refused {}
