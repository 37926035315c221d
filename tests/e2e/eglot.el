;;; Drives Emacs without a window as a person would: select, choose a code action, wait, save, undo.
;;; What happened is printed as JSON on one line.  -*- lexical-binding: t -*-
;;   LIMNER_COMMAND  the server's command, its words separated by U+001F
;;   LIMNER_STEPS    JSON: {file, words, title, wait}
(require 'eglot)
(require 'json)
(setq native-comp-enable-subr-trampolines nil)  ; This Emacs stands in a folder that has no compiler.
(require 'markdown-mode nil t)  ; As those have it who write Markdown.
(setq make-backup-files nil create-lockfiles nil)
(setq-default eglot-workspace-configuration '(:limner (:dialect "midjourney")))

(defvar limner-menu nil "The titles of the menu.")
(defvar limner-said nil "The messages shown.")

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
  (advice-add 'eglot-handle-notification :before
              (lambda (_server method &rest params)
                (when (eq method 'window/showMessage)
                  (push (plist-get params :message) limner-said))))
  ;; What the editor's page tells.
  (add-to-list 'eglot-server-programs `((text-mode) . ,command))
  (find-file (plist-get step :file))
  (buffer-enable-undo)
  (setq before (buffer-string))
  (apply #'eglot--connect (eglot--guess-contact))
  (transient-mark-mode 1)
  (goto-char (point-min))
  (search-forward (plist-get step :words))
  (push-mark (match-beginning 0) t t)
  (setq last-nonmenu-event t)
  (undo-boundary)
  (call-interactively #'eglot-code-actions)
  (let ((landed (limner-wait 30 (lambda () (string-search wanted (buffer-string)))))
        undone)
    (save-buffer)
    (when landed
      (deactivate-mark)  ; With a selection only what is in it would be undone.
      (undo-boundary)
      (undo)
      (setq undone (equal before (buffer-string))))
    (set-buffer-modified-p nil)
    (eglot-shutdown (eglot-current-server) nil 5)
    (setq locale-coding-system 'utf-8)
    (princ (concat (decode-coding-string
                    (json-serialize
                     (list :menu (vconcat limner-menu) :said (vconcat limner-said)
                           :landed (if landed t :false) :undone (if undone t :false)))
                    'utf-8)
                   "\n"))))
