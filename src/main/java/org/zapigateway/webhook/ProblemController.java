package org.zapigateway.webhook;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed behind the filters as a problem instead of Spring's page. */
@Controller
class ProblemController implements ErrorController {
    private final Refusals refusals;

    ProblemController(Refusals refusals) {
        this.refusals = refusals;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer told ? told : HttpServletResponse.SC_NOT_FOUND;
        refusals.answer(Refusal.ofStatus(code), request, response);
    }
}
