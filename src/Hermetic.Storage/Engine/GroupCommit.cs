using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Hermetic.Storage.Engine;

/// <summary>
/// One thread owns the writing connection. It takes whatever requests wait, runs them and commits them together: one
/// fdatasync for all of them. One bad request never fails its neighbours: they run again without it.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>Requests that may wait; beyond it storage counts as stalled (the intake answers 503).</summary>
    private const int MostWaiting = 4096;
    private const int LargestGroup = 512;
    private const int Tries = 4;

    private readonly Channel<IRequest> _requests = Channel.CreateBounded<IRequest>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly Dialect _dialect;
    private readonly Transaction _transaction;
    private readonly Thread _thread;

    internal GroupCommit(Dialect dialect, Transaction transaction)
    {
        (_dialect, _transaction) = (dialect, transaction);
        _thread = new Thread(Run) { IsBackground = true, Name = "storage writer" };
        _thread.Start();
    }

    internal int Waiting => _requests.Reader.Count;

    /// <summary>Told of each group when it is over, on the writer's thread: how many requests, how long.</summary>
    internal Action<int, TimeSpan>? Committed { get; set; }

    /// <summary>Completes after the commit that holds <paramref name="work"/> is durable.</summary>
    /// <exception cref="StorageStalledException">Too many requests wait already.</exception>
    internal Task<T> RunAsync<T>(Func<Transaction, T> work)
    {
        var request = new Request<T>(work, _dialect);
        return _requests.Writer.TryWrite(request) ? request.Completion : throw new StorageStalledException();
    }

    private void Run()
    {
        var group = new List<IRequest>(LargestGroup);
        var reader = _requests.Reader;
        while (WaitForRequest())
        {
            while (group.Count < LargestGroup && reader.TryRead(out var request))
                group.Add(request);
            var begun = Stopwatch.GetTimestamp();
            Commit(group, Tries);
            Committed?.Invoke(group.Count, Stopwatch.GetElapsedTime(begun));
            group.Clear();
        }
    }

    private bool WaitForRequest()
    {
        var ready = _requests.Reader.WaitToReadAsync();
        return ready.IsCompleted ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    /// <param name="how">
    /// Most groups have no request that fails and none that is not as it nearly always is; to ask for each of them, and to
    /// give each a savepoint, costs more than to run a group again now and then.
    /// </param>
    private void Commit(IReadOnlyList<IRequest> group, int tries, Manner how = Manner.Assuming)
    {
        long begun = 0;
        var (hasBegun, hasRun) = (false, false);
        try
        {
            _transaction.Begin();
            begun = _dialect.Begin(_transaction);
            hasBegun = true;
            for (var i = 0; i < group.Count; i++)
                Run(group[i], how, isLast: i == group.Count - 1);
            hasRun = true;
            _dialect.Commit(_transaction);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            var ending = _dialect.End(_transaction, begun, failure);
            if (ending == Ending.Failed && hasBegun && !hasRun && Next(group, how) is { } next)
                Commit(group, tries, next);
            else
                Settle(group, tries, ending, failure);
            return;
        }
        Complete(group);
    }

    /// <summary>How a group that failed may end otherwise; null when it would end the same way.</summary>
    private Manner? Next(IReadOnlyList<IRequest> group, Manner how) =>
        how == Manner.Assuming && _transaction.HasAssumed ? Manner.Asking
        : how < Manner.Apart && group.Count > 1 ? Manner.Apart
        : null;

    /// <param name="isLast">Nothing comes after it with which what it posted could travel.</param>
    private void Run(IRequest request, Manner how, bool isLast)
    {
        _transaction.Enter(request, asks: how != Manner.Assuming);
        if (how != Manner.Apart)
        {
            if (request.Run(_transaction, settle: isLast) is { } refused)
                ExceptionDispatchInfo.Throw(refused);
            return;
        }
        _transaction.Execute("savepoint request");
        if (request.Run(_transaction, settle: true) is { } failure)
        {
            if (_transaction.IsLost || _dialect.IsConflict(failure))
                ExceptionDispatchInfo.Throw(failure);
            _transaction.Discard();
            _transaction.Execute("rollback to request");
        }
        _transaction.Execute("release request");
    }

    /// <summary>Nobody was told of success before the commit, so telling everybody how it ended is the truth.</summary>
    private void Settle(IReadOnlyList<IRequest> group, int tries, Ending ending, Exception failure)
    {
        if (ending == Ending.Committed)
        {
            Complete(group);
        }
        else if (ending == Ending.Again && tries > 1)
        {
            // Each alone: whoever is in the way of one is no longer in the way of all.
            foreach (var request in group)
            {
                if (_transaction.IsLost)
                    request.Fail(_dialect.Explain(failure));
                else
                    Commit([request], tries - 1);
            }
        }
        else
        {
            var told = ending == Ending.Unknown ? new OutcomeUnknownException(failure) : _dialect.Explain(failure);
            foreach (var request in group)
                request.Fail(told);
        }
    }

    private static void Complete(IReadOnlyList<IRequest> group)
    {
        foreach (var request in group)
            request.Complete();
    }

    public void Dispose()
    {
        _requests.Writer.TryComplete();
        _thread.Join();
    }

    /// <summary>How a group runs; each costs more than the one before.</summary>
    private enum Manner
    {
        /// <summary>What nearly always is so is taken to be so (<see cref="Transaction.Change"/>).</summary>
        Assuming,

        /// <summary>Everything is asked for.</summary>
        Asking,

        /// <summary>And each request has a savepoint, so that one which fails fails alone.</summary>
        Apart,
    }

    private interface IRequest
    {
        /// <summary>May be called more than once; what counts is the last time.</summary>
        /// <param name="transaction">The writer.</param>
        /// <param name="settle">Whether to wait here for what the request has posted.</param>
        Exception? Run(Transaction transaction, bool settle);
        void Complete();
        void Fail(StorageFailedException failure);
    }

    private sealed class Request<T>(Func<Transaction, T> work, Dialect dialect) : IRequest
    {
        // Continuations elsewhere: the writer thread must not run the HTTP responses of its callers.
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _failure;

        internal Task<T> Completion => _completion.Task;

        public Exception? Run(Transaction transaction, bool settle)
        {
            _failure = null;
            try
            {
                _result = work(transaction);
                if (settle)
                    transaction.Settle();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _failure = failure;
            }
            return _failure;
        }

        public void Complete()
        {
            if (_failure is null)
                _completion.SetResult(_result!);
            else
                _completion.SetException(Told(_failure));
        }

        public void Fail(StorageFailedException failure) =>
            _completion.SetException(_failure is null ? failure : Told(_failure));

        // What the engine refuses is a commit that failed: callers know no engine's exceptions.
        private Exception Told(Exception failure) => failure is DbException ? dialect.Explain(failure) : failure;
    }
}
