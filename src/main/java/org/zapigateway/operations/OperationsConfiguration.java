package org.zapigateway.operations;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the figures be refreshed. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class OperationsConfiguration {}
