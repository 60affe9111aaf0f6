namespace Orleans.Runtime;

/// <summary>
/// Time-outs of waiting calls. All wait equally long, so a list in the order of their starts has the next to time out in
/// front, and one timer per list is enough; calls that are answered in time cost a link and an unlink. There are a few
/// lists, so that processors do not wait for each other.
/// </summary>
internal sealed class CallTimeouts : IDisposable
{
    private readonly Shard[] _shards;

    public CallTimeouts(TimeProvider timeProvider, TimeSpan timeout)
    {
        Timeout = timeout;
        _shards = new Shard[Environment.ProcessorCount];
        for (var i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new Shard(timeProvider, timeout);
        }
    }

    public TimeSpan Timeout { get; }

    public void Add(Answer answer)
    {
        if (Timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            _shards[(uint)Thread.GetCurrentProcessorId() % (uint)_shards.Length].Add(answer);
        }
    }

    /// <summary>Fails every call that still waits, when the runtime has stopped.</summary>
    public void FailAll(Func<Exception> exception)
    {
        foreach (var shard in _shards)
        {
            foreach (var answer in shard.TakeAll())
            {
                answer.GiveException(exception());
            }
        }
    }

    public void Dispose()
    {
        foreach (var shard in _shards)
        {
            shard.Dispose();
        }
    }

    /// <summary>One list.</summary>
    public sealed class Shard : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly TimeProvider _timeProvider;
        private readonly TimeSpan _timeout;
        private readonly long _timeoutTicks;
        private readonly ITimer _timer;
        private Answer? _first;
        private Answer? _last;
        private bool _armed;

        public Shard(TimeProvider timeProvider, TimeSpan timeout)
        {
            _timeProvider = timeProvider;
            _timeout = timeout;
            _timeoutTicks = (long)(timeout.TotalSeconds * timeProvider.TimestampFrequency);
            _timer = timeProvider.CreateTimer(
                static state => ((Shard)state!).OnTimer(),
                this,
                System.Threading.Timeout.InfiniteTimeSpan,
                System.Threading.Timeout.InfiniteTimeSpan
            );
        }

        public void Add(Answer answer)
        {
            lock (_lock)
            {
                answer.Deadline = _timeProvider.GetTimestamp() + _timeoutTicks;
                answer.Shard = this;
                answer.Earlier = _last;
                if (_last is null)
                {
                    _first = answer;
                }
                else
                {
                    _last.Later = answer;
                }

                _last = answer;
                if (_armed)
                {
                    return;
                }

                _armed = true;
            }

            _timer.Change(_timeout, System.Threading.Timeout.InfiniteTimeSpan);
        }

        public void Remove(Answer answer)
        {
            lock (_lock)
            {
                if (answer.Shard is not null)
                {
                    Unlink(answer);
                }
            }
        }

        public List<Answer> TakeAll() => TakeUntil(long.MaxValue);

        public void Dispose() => _timer.Dispose();

        private void OnTimer()
        {
            foreach (var answer in TakeUntil(_timeProvider.GetTimestamp()))
            {
                answer.GiveTimeout();
            }

            TimeSpan next;
            lock (_lock)
            {
                _armed = _first is not null;
                if (_first is null)
                {
                    return;
                }

                next = _timeProvider.GetElapsedTime(_timeProvider.GetTimestamp(), _first.Deadline);
            }

            // Timers drop what is below a millisecond, and one that fires too early would spin.
            _timer.Change(
                TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(next.TotalMilliseconds))),
                System.Threading.Timeout.InfiniteTimeSpan
            );
        }

        private List<Answer> TakeUntil(long deadline)
        {
            List<Answer> taken = [];
            lock (_lock)
            {
                while (_first is not null && _first.Deadline <= deadline)
                {
                    taken.Add(_first);
                    Unlink(_first);
                }
            }

            return taken;
        }

        private void Unlink(Answer answer)
        {
            if (answer.Earlier is null)
            {
                _first = answer.Later;
            }
            else
            {
                answer.Earlier.Later = answer.Later;
            }

            if (answer.Later is null)
            {
                _last = answer.Earlier;
            }
            else
            {
                answer.Later.Earlier = answer.Earlier;
            }

            answer.Earlier = null;
            answer.Later = null;
            answer.Shard = null;
        }
    }
}
