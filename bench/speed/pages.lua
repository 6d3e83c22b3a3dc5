-- Signed in: any of the addresses of a file, one after the other.
local paths, at = {}, 0
for line in io.lines(os.getenv("SPEED_PATHS")) do paths[#paths + 1] = line end
local headers = { ["Cookie"] = os.getenv("SPEED_COOKIE"), ["Accept-Language"] = "zh-CN" }
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], headers)
end
function done(summary, latency, requests)
  for _, p in ipairs({ 50, 95, 99 }) do io.write(string.format("p%d %.1f\n", p, latency:percentile(p) / 1000)) end
end
