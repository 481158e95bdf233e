using System.Data.Common;
using System.Threading.Channels;

namespace Hermetic.Storage.Engine;

/// <summary>
/// One thread owns the writing connection. It takes whatever requests wait, runs each in a savepoint of its own
/// and commits them together: one fdatasync for all of them, and one bad request never fails its neighbours.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>Requests that may wait; beyond it storage counts as stalled (the intake answers 503).</summary>
    private const int Waiting = 4096;
    private const int LargestGroup = 512;

    private readonly Channel<IRequest> _requests = Channel.CreateBounded<IRequest>(
        new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly Transaction _transaction;
    private readonly Thread _thread;

    internal GroupCommit(Transaction transaction)
    {
        _transaction = transaction;
        _thread = new Thread(Run) { IsBackground = true, Name = "storage writer" };
        _thread.Start();
    }

    /// <summary>Completes after the commit that holds <paramref name="work"/> is durable.</summary>
    /// <exception cref="StorageStalledException">Too many requests wait already.</exception>
    internal Task<T> RunAsync<T>(Func<Transaction, T> work)
    {
        var request = new Request<T>(work);
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
            Commit(group);
            group.Clear();
        }
    }

    private bool WaitForRequest()
    {
        var ready = _requests.Reader.WaitToReadAsync();
        return ready.IsCompleted ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    private void Commit(List<IRequest> group)
    {
        try
        {
            _transaction.Execute("begin immediate");
            foreach (var request in group)
                RunInSavepoint(request);
            _transaction.Execute("commit");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Abandon(group, failure);
            return;
        }
        foreach (var request in group)
            request.Complete();
    }

    private void RunInSavepoint(IRequest request)
    {
        _transaction.Execute("savepoint request");
        if (!request.TryRun(_transaction))
            _transaction.Execute("rollback to request");
        _transaction.Execute("release request");
    }

    /// <summary>Nobody was told of success before the commit, so telling everybody of its failure is the truth.</summary>
    private void Abandon(List<IRequest> group, Exception failure)
    {
        foreach (var request in group)
            request.Fail(failure);
        try
        {
            _transaction.Execute("rollback");
        }
        catch (DbException)
        {
            // The failed commit has already ended the transaction.
        }
    }

    public void Dispose()
    {
        _requests.Writer.TryComplete();
        _thread.Join();
    }

    private interface IRequest
    {
        bool TryRun(Transaction transaction);
        void Complete();
        void Fail(Exception failure);
    }

    private sealed class Request<T>(Func<Transaction, T> work) : IRequest
    {
        // Continuations elsewhere: the writer thread must not run the HTTP responses of its callers.
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _failure;

        internal Task<T> Completion => _completion.Task;

        public bool TryRun(Transaction transaction)
        {
            try
            {
                _result = work(transaction);
                return true;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // What the engine refuses is a commit that failed: callers know no engine's exceptions.
                _failure = failure is DbException ? StorageFailedException.Of(failure) : failure;
                return false;
            }
        }

        public void Complete()
        {
            if (_failure is null)
                _completion.SetResult(_result!);
            else
                _completion.SetException(_failure);
        }

        public void Fail(Exception failure) => _completion.TrySetException(_failure ?? StorageFailedException.Of(failure));
    }
}
