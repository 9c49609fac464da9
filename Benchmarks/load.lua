-- wrk's script. Environment: COOKIE, PATHS (a file, an address a line), BODY (of a form to post, with {form}, {code} and
-- {ending} for what is new in each), RUN (marks this run's forms).
local paths, place = {}, 0
local threads = 0  -- each thread has its own number, given below; a local one would hide it
local template = os.getenv("BODY") or ""

function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

function init(args)
   for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
   place = number * 101
   wrk.headers["Cookie"] = os.getenv("COOKIE")
   if template ~= "" then
      wrk.method = "POST"
      wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
      wrk.headers["Sec-Fetch-Site"] = "same-origin"
   end
end

function request()
   place = place + 1
   local path = paths[place % #paths + 1]
   if template == "" then return wrk.format(nil, path) end
   -- Each form has a token of its own: the same one twice would be answered without a write.
   local code = string.format("%s%02d%07d", os.getenv("RUN"):sub(-19), number, place)
   local body = template:gsub("{form}", string.format("bench-%s-%d-%d", os.getenv("RUN"), number, place))
      :gsub("{code}", code):gsub("{ending}", code:sub(-4))
   return wrk.format(nil, path, nil, body)
end

function done(summary, latency, requests)
   local e = summary.errors
   io.write(string.format(
      '\nRESULT {"requests": %d, "seconds": %f, "p50_ms": %f, "p99_ms": %f, "errors": %d}\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      e.connect + e.read + e.write + e.status + e.timeout))
end
