;;; Drives lsp-mode in an Emacs without a window: select, choose a code action, wait, save, undo.
;;; What happened is printed as JSON on one line.  -*- lexical-binding: t -*-
;;   LIMNER_COMMAND  the server's command, its words separated by U+001F
;;   LIMNER_STEPS    JSON: {file, words, title, wait}
(setq native-comp-enable-subr-trampolines nil)  ; This Emacs stands in a folder that has no compiler.
(require 'lsp-mode)
(require 'json)
(setq make-backup-files nil create-lockfiles nil
      lsp-auto-guess-root t lsp-enable-file-watchers nil lsp-warn-no-matched-clients nil)

(defvar limner-menu nil "The titles of the menu.")

(defun limner-wait (seconds condition)
  "Wait up to SECONDS until CONDITION holds; return whether it does."
  (let ((end (+ (float-time) seconds)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.05))
    (funcall condition)))

(let* ((command (split-string (getenv "LIMNER_COMMAND") "\x1f"))
       (step (json-parse-string (getenv "LIMNER_STEPS") :object-type 'plist))
       (title (plist-get step :title))
       (wanted (plist-get step :wait))
       before)
  (setq completing-read-function
        (lambda (_prompt collection &rest _)
          (let ((titles (all-completions "" collection)))
            (setq limner-menu titles)
            (or (seq-find (lambda (each) (string-prefix-p title each)) titles)
                (error "No such action: %S" titles)))))
  ;; What the editor's page tells.
  (add-to-list 'lsp-language-id-configuration '(text-mode . "plaintext"))
  (lsp-register-custom-settings '(("limner.dialect" "midjourney")))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection command)
                    :activation-fn (lambda (_file mode) (provided-mode-derived-p mode 'text-mode))
                    :add-on? t
                    :server-id 'limner))
  (find-file (plist-get step :file))
  (lsp-workspace-folders-add (file-name-directory (plist-get step :file)))
  (buffer-enable-undo)
  (setq before (buffer-string))
  (lsp)
  (limner-wait 30 (lambda () (and (lsp-workspaces)
                                  (eq 'initialized (lsp--workspace-status (car (lsp-workspaces)))))))
  (transient-mark-mode 1)
  (goto-char (point-min))
  (search-forward (plist-get step :words))
  (push-mark (match-beginning 0) t t)
  (activate-mark)
  (undo-boundary)
  (call-interactively #'lsp-execute-code-action)
  (let ((landed (limner-wait 30 (lambda () (string-search wanted (buffer-string)))))
        undone)
    (save-buffer)
    (when landed
      (deactivate-mark)
      (undo-boundary)
      (undo)
      (setq undone (equal before (buffer-string))))
    (set-buffer-modified-p nil)
    (ignore-errors (lsp-workspace-shutdown (car (lsp-workspaces))))
    (setq locale-coding-system 'utf-8)
    (princ (concat (decode-coding-string
                    (json-serialize
                     (list :menu (vconcat limner-menu)
                           :landed (if landed t :false) :undone (if undone t :false)))
                    'utf-8)
                   "\n"))))
