-- wrk's script. Environment: COOKIE, PATHS (a file, an address a line), POST (1 for notes), RUN (marks this run's forms).
local paths, number, place = {}, 0, 0
local threads = 0

function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

function init(args)
   for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
   place = number * 101
   wrk.headers["Cookie"] = os.getenv("COOKIE")
   if os.getenv("POST") == "1" then
      wrk.method = "POST"
      wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
      wrk.headers["Sec-Fetch-Site"] = "same-origin"
   end
end

function request()
   place = place + 1
   local path = paths[place % #paths + 1]
   if os.getenv("POST") ~= "1" then return wrk.format(nil, path) end
   -- Each form has a token of its own: the same one twice would be answered without a write.
   local body = string.format(
      "form=bench-%s-%d-%d&text=Met+the+police%%3B+the+route+is+agreed+and+goes+to+the+board.", os.getenv("RUN"), number, place)
   return wrk.format(nil, path, nil, body)
end

function done(summary, latency, requests)
   local e = summary.errors
   io.write(string.format(
      '\nRESULT {"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "errors": %d}\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      e.connect + e.read + e.write + e.status + e.timeout))
end
